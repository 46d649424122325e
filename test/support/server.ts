import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openDatabase } from '../../src/node/sqlite.ts'
import { DEFAULT_LIMITS, type ServerConfig, type ServerLimits } from '../../src/server/config.ts'
import { createServer, type RunningServer } from '../../src/server/create-server.ts'
import { SERVER_SCHEMA } from '../../src/server/database.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createCrypto } from '../../src/shared/identity/crypto.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

export interface TestServerOptions extends Partial<Omit<ServerConfig, 'limits'>> {
  readonly limits?: Partial<ServerLimits>
  readonly clock?: Clock
  readonly log?: pino.Logger
}

/** The real server on loopback with a database of its own, which a restart keeps. */
export interface TestServer {
  readonly origin: string
  stop(): Promise<void>
  /** Starts it again on the same port with the same database. */
  start(): Promise<void>
  /** Stops it and removes its data. */
  dispose(): Promise<void>
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-server-'))
  const { limits, clock = systemClock, log = pino({ level: 'silent' }), ...change } = options
  let port = change.port ?? 0
  let running: { server: RunningServer; close: () => void } | null = null

  const start = async (): Promise<void> => {
    const { db } = openDatabase(join(folder, 'server.db'), SERVER_SCHEMA, Date.now())
    const config: ServerConfig = {
      host: '127.0.0.1',
      registration: 'open',
      inviteCodes: [],
      publicUrl: null,
      webDir: null,
      updatesDir: null,
      turn: null,
      ...change,
      port,
      limits: { ...DEFAULT_LIMITS, ...limits },
    }
    const server = await createServer({
      config,
      db,
      clock,
      crypto: createCrypto(crypto.subtle),
      log,
      version: 'test',
    })
    port = server.port
    running = { server, close: () => db.close() }
  }
  const stop = async (): Promise<void> => {
    const mine = running
    running = null
    await mine?.server.close()
    mine?.close()
  }
  await start()
  return {
    origin: `http://127.0.0.1:${port}`,
    start,
    stop,
    async dispose() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
