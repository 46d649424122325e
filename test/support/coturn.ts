import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CoturnOptions {
  /** Runs it elsewhere, e.g. `['ip', 'netns', 'exec', NAME]`. */
  readonly prefix?: readonly string[]
  /** Addresses to listen on and to relay from. */
  readonly addresses?: readonly string[]
  /** 0 takes any free one (of this computer, so not with a prefix). */
  readonly port?: number
  readonly tlsPort?: number
  /** Long-term credentials; or a secret from which credentials are derived (`use-auth-secret`). */
  readonly auth?: { readonly username: string; readonly password: string } | { readonly secret: string }
  /** Further lines of the configuration. */
  readonly extra?: readonly string[]
  /** Peers on loopback, which no real server should allow. */
  readonly allowsLoopback?: boolean
  /** The whole configuration, instead of one made of the options above. */
  readonly configuration?: (paths: { readonly certificate: string; readonly key: string }) => string
}

/** A real coturn on UDP, TCP and TLS. */
export interface Coturn {
  readonly host: string
  readonly port: number
  readonly tlsPort: number
  readonly username: string
  readonly password: string
  /** SHA-256 of the certificate's public key in base64, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string
  readonly log: () => string
  stop(): Promise<void>
}

export const COTURN_REALM = 'tincan.test'

/** Whether the tool is there. */
export function findCoturn(): string | null {
  return ['/usr/bin/turnserver', '/usr/local/bin/turnserver'].find((path) => existsSync(path)) ?? null
}

export async function startCoturn(options: CoturnOptions = {}): Promise<Coturn> {
  const { prefix = [], addresses = ['127.0.0.1'], allowsLoopback = prefix.length === 0 } = options
  const auth = options.auth ?? { username: 'tina', password: 'can' }
  const port = options.port ?? (await freePort())
  const tlsPort = options.tlsPort ?? (await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'tincan-turn-'))
  const { certificate, key, spki } = makeCertificate(folder, addresses)
  const log = join(folder, 'turn.log')
  const lines = [
    ...addresses.flatMap((address) => [`listening-ip=${address}`, `relay-ip=${address}`]),
    `listening-port=${port}`,
    `tls-listening-port=${tlsPort}`,
    'min-port=49160',
    'max-port=49960',
    'fingerprint',
    'lt-cred-mech',
    ...('secret' in auth
      ? ['use-auth-secret', `static-auth-secret=${auth.secret}`]
      : [`user=${auth.username}:${auth.password}`]),
    `realm=${COTURN_REALM}`,
    `cert=${certificate}`,
    `pkey=${key}`,
    `log-file=${log}`,
    'simple-log',
    'new-log-timestamp',
    'no-cli',
    'no-rfc5780',
    'no-multicast-peers',
    ...(allowsLoopback ? ['allow-loopback-peers'] : []),
    `userdb=${join(folder, 'turn.db')}`,
    `pidfile=${join(folder, 'turn.pid')}`,
    ...(options.extra ?? []),
  ]
  const file = join(folder, 'turnserver.conf')
  const text = options.configuration?.({ certificate, key })
  // A database and a pid of its own, wherever the configuration would have them.
  const own = [`log-file=${log}`, `userdb=${join(folder, 'turn.db')}`, `pidfile=${join(folder, 'turn.pid')}`]
  writeFileSync(file, `${(text === undefined ? lines : [text, ...own]).join('\n')}\n`)
  const [command, ...args] = [...prefix, findCoturn() ?? 'turnserver', '-c', file]
  const child = spawn(command ?? '', args, { stdio: 'ignore' })
  const readLog = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await waitFor(() => {
      if (child.exitCode !== null) throw new Error(`coturn ended: ${readLog()}`)
      const [list, ...rest] = [...prefix, 'ss', '-tulnH']
      const sockets = execFileSync(list ?? '', rest, { encoding: 'utf8' })
      return [`:${port} `, `:${tlsPort} `].every((end) =>
        ['udp', 'tcp'].every((kind) =>
          sockets.split('\n').some((line) => line.startsWith(kind) && line.includes(end)),
        ),
      )
    }, 10_000)
  } catch (error) {
    const said = readLog()
    await stop()
    throw new Error(`coturn does not listen: ${said}`, { cause: error })
  }
  return {
    host: addresses[0] ?? '',
    port,
    tlsPort,
    username: 'username' in auth ? auth.username : '',
    password: 'password' in auth ? auth.password : '',
    spki,
    log: readLog,
    stop,
  }
}

function makeCertificate(
  folder: string,
  names: readonly string[],
): { certificate: string; key: string; spki: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const san = names.map((name) => (/^[\d.]+$|:/.test(name) ? `IP:${name}` : `DNS:${name}`)).join(',')
  const openssl = (...args: string[]): Buffer =>
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
    ...['-subj', '/CN=tincan test', '-addext', `subjectAltName=${san}`, '-keyout', key, '-out', certificate],
  )
  const publicKey = join(folder, 'public.pem')
  writeFileSync(publicKey, openssl('x509', '-in', certificate, '-noout', '-pubkey'))
  const der = join(folder, 'public.der')
  openssl('pkey', '-pubin', '-in', publicKey, '-outform', 'der', '-out', der)
  const spki = openssl('dgst', '-sha256', '-binary', der).toString('base64')
  return { certificate, key, spki }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function waitFor(condition: () => boolean, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs
  while (!condition()) {
    if (Date.now() > end) throw new Error('too late')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
