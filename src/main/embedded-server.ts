import { join } from 'node:path'
import type { UtilityProcess, utilityProcess } from 'electron'
import { z } from 'zod'
import { appError, type AppError } from '../shared/errors.ts'
import { DEFAULT_SERVER_PORT } from '../shared/model/server-address.ts'
import { err, ok, type Result } from '../shared/result.ts'
import type { ProfileValues } from './stores/data-store.ts'

const Listening = z.object({ type: z.literal('listening'), origin: z.string() })
const START_TIMEOUT_MS = 10_000
const KEY = 'embeddedServer'

/** A signaling server on this computer, as a process of its own, for a try-out. */
export interface EmbeddedServer {
  start(): Promise<Result<{ origin: string }, AppError>>
  /** Whether an account's server is this one, which then has to run before the account connects. */
  isAt(origin: string): Promise<boolean>
  stop(): void
}

export function createEmbeddedServer(parts: {
  readonly fork: typeof utilityProcess.fork
  readonly serverFile: string
  readonly webDir: string
  readonly dataDir: string
  readonly values: ProfileValues
}): EmbeddedServer {
  let child: UtilityProcess | null = null
  let starting: Promise<Result<{ origin: string }, AppError>> | null = null

  const launch = (port: number): Promise<string | null> =>
    new Promise((resolve) => {
      const data = join(parts.dataDir, 'server')
      const args = ['--host', '127.0.0.1', '--port', String(port), '--data', data, '--web', parts.webDir]
      const mine = parts.fork(parts.serverFile, [...args, '--log-level', 'warn'], {
        serviceName: 'Tincan server',
      })
      const timer = setTimeout(() => mine.kill(), START_TIMEOUT_MS)
      mine.on('message', (message: unknown) => {
        const listening = Listening.safeParse(message)
        if (!listening.success) return
        clearTimeout(timer)
        child = mine
        resolve(listening.data.origin)
      })
      mine.once('exit', () => {
        clearTimeout(timer)
        if (child === mine) child = starting = null
        resolve(null)
      })
    })

  const start = async (): Promise<Result<{ origin: string }, AppError>> => {
    const before = z.string().safeParse(await parts.values.value(KEY)).data
    const port = before === undefined ? DEFAULT_SERVER_PORT : Number(new URL(before).port)
    // A port that somebody else has: any other will do, unless people already know this one.
    const origin = (await launch(port)) ?? (before === undefined ? await launch(0) : null)
    if (origin === null) {
      starting = null
      return err(appError('server-unreachable', `port ${port}`))
    }
    await parts.values.putValue(KEY, origin)
    return ok({ origin })
  }

  return {
    start: () => (starting ??= start()),
    isAt: async (origin) => (await parts.values.value(KEY)) === origin,
    stop() {
      child?.postMessage({ type: 'stop' })
      child = null
    },
  }
}
