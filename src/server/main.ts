import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError, Option } from 'commander'
import { pino } from 'pino'
import { z } from 'zod'
import { DatabaseTooNewError, openDatabase } from '../node/sqlite.ts'
import { createCrypto } from '../shared/identity/crypto.ts'
import { RegistrationPolicy } from '../shared/protocol/signaling-events.ts'
import { formatIceUri, isRelay, parseIceUri } from '../shared/ice/uri.ts'
import { DEFAULT_LIMITS, type TurnConfig } from './config.ts'
import { createServer, type RunningServer } from './create-server.ts'
import { SERVER_SCHEMA } from './database.ts'

// The command line of the server, and the only place that reads argv and the environment.

const here = fileURLToPath(new URL('.', import.meta.url))
/** Two folders up both from src/server and from out/main. */
const root = join(here, '..', '..')
const { version } = z
  .object({ version: z.string() })
  .parse(
    existsSync(join(root, 'package.json'))
      ? JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
      : { version: '0' },
  )

const dataHome = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')

function toPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new InvalidArgumentError('Give the address that people dial, e.g. https://call.example.org.')
  }
  return url.origin
}

function collectTurnUri(text: string, before: readonly string[] = []): string[] {
  const uri = parseIceUri(text)
  if (!uri.ok) throw new InvalidArgumentError(`This is no TURN URI (${uri.error}).`)
  if (!isRelay(uri.value)) throw new InvalidArgumentError('Give turn: or turns:, only TURN servers are lent.')
  if (before.length >= 16) throw new InvalidArgumentError('At most 16 TURN URIs can be lent.')
  return [...before, formatIceUri(uri.value)]
}

/** From a minute, which is the least that a client can renew in time, to 30 days. */
function toTtl(text: string): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < 60 || seconds > 30 * 86_400) {
    throw new InvalidArgumentError('Give seconds, from 60 to 2592000 (30 days).')
  }
  return seconds
}

const options = new Command('tincan-server')
  .description(
    'The signaling server of Tincan: it finds people by name and passes their offers, answers and candidates.',
  )
  .version(version)
  .option('--host <address>', 'address to listen on; 0.0.0.0 or :: for every network', '127.0.0.1')
  .option('--port <number>', 'port to listen on, 0 for any free one', toPort, 7480)
  .option('--data <dir>', 'folder of the database', join(dataHome, 'tincan-server'))
  .addOption(
    new Option('--registration <policy>', 'who may take a free name')
      .choices(RegistrationPolicy.options)
      .default('open'),
  )
  .option(
    '--invite-code <code...>',
    'codes that --registration invite takes (or TINCAN_INVITE_CODES, by commas)',
  )
  .option('--public-url <url>', 'the address that people dial; set it on the internet', toOrigin)
  .option(
    '--turn-url <uri...>',
    'TURN servers to lend, e.g. turn:turn.example.org turns:turn.example.org:443',
    collectTurnUri,
  )
  .option(
    '--turn-secret <secret>',
    'their static-auth-secret (or TINCAN_TURN_SECRET, which no process list shows)',
  )
  .option('--turn-ttl <seconds>', 'how long lent credentials hold', toTtl, 12 * 3600)
  .option('--web <dir>', 'folder of the browser version', join(root, 'out', 'web'))
  .option('--updates <dir>', "folder of the desktop app's updates, served at /updates/")
  .addOption(
    new Option('--log-level <level>').choices(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  )
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  // As Node gives them, also inside of Electron, where commander would take the script's name for an argument.
  .parse(process.argv, { from: 'node' })
  .opts<{
    host: string
    port: number
    data: string
    registration: RegistrationPolicy
    inviteCode?: string[]
    publicUrl?: string
    turnUrl?: string[]
    turnSecret?: string
    turnTtl: number
    web: string
    updates?: string
    logLevel: string
  }>()

const log = pino({ level: options.logLevel, base: { run: randomUUID().slice(0, 8) } })
const clock = {
  now: () => Date.now(),
  setTimer(delayMs: number, callback: () => void) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Says in one line what is wrong and what to do, and ends. */
function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function openData(): ReturnType<typeof openDatabase> {
  const file = join(options.data, 'tincan-server.db')
  try {
    return openDatabase(file, SERVER_SCHEMA, clock.now())
  } catch (error) {
    if (error instanceof DatabaseTooNewError)
      giveUp(`${file}: ${error.message}. Start a newer Tincan server.`)
    const reason = error instanceof Error ? error.message : String(error)
    return giveUp(
      `The data folder ${options.data} cannot be used (${reason}). Choose another with --data DIR.`,
    )
  }
}

const { db, salvage } = openData()
if (salvage !== null) {
  log.error(salvage, 'the database was damaged; it is kept aside, what could be read was taken over')
}

function readTurn(): TurnConfig | null {
  const secret = options.turnSecret ?? process.env['TINCAN_TURN_SECRET'] ?? ''
  const urls = options.turnUrl ?? []
  if (secret === '' && urls.length === 0) return null
  if (urls.length === 0) giveUp('--turn-secret needs a --turn-url: the TURN server that takes it.')
  if (secret === '')
    giveUp('--turn-url needs --turn-secret (or TINCAN_TURN_SECRET): the static-auth-secret of that server.')
  return { urls, secret, ttlSeconds: options.turnTtl }
}

async function start(): Promise<RunningServer> {
  const codes = options.inviteCode ?? process.env['TINCAN_INVITE_CODES']?.split(',') ?? []
  if (options.registration === 'invite' && codes.length === 0)
    giveUp('--registration invite needs an --invite-code.')
  if (options.updates !== undefined && !existsSync(options.updates))
    giveUp(`--updates ${options.updates} is no folder.`)
  const config = {
    host: options.host,
    port: options.port,
    registration: options.registration,
    inviteCodes: codes.filter((code) => code !== ''),
    publicUrl: options.publicUrl ?? null,
    webDir: options.web,
    updatesDir: options.updates ?? null,
    turn: readTurn(),
    limits: DEFAULT_LIMITS,
  }
  try {
    return await createServer({ config, db, clock, crypto: createCrypto(crypto.subtle), log, version })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') giveUp(`Port ${options.port} is in use. Choose another with --port NUMBER.`)
    if (code === 'EACCES')
      giveUp(`Port ${options.port} needs more rights. Choose one above 1023 with --port NUMBER.`)
    return giveUp(
      `The address ${options.host} cannot be used (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
}

const server = await start()

/** Set when the server runs as a process of the desktop app (Electron's utilityProcess). */
const parentPort = (
  process as {
    parentPort?: { postMessage(m: unknown): void; on(e: 'message', f: (m: { data: unknown }) => void): void }
  }
).parentPort
const tellParent = (message: object): void => {
  parentPort?.postMessage(message)
  process.send?.(message)
}

let isClosing = false
async function stop(): Promise<void> {
  if (isClosing) return
  isClosing = true
  // A connection that does not let go must not keep the process.
  setTimeout(() => process.exit(0), 3_000).unref()
  await server.close()
  db.close()
  process.exit(0)
}
const isStop = (message: unknown): boolean => z.object({ type: z.literal('stop') }).safeParse(message).success
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
process.on('message', (message) => (isStop(message) ? void stop() : undefined))
parentPort?.on('message', ({ data }) => (isStop(data) ? void stop() : undefined))

tellParent({ type: 'listening', origin: server.origin })
