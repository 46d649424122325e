import type { LookupAddress } from 'node:dns'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { portOf, type IceUri } from '../../shared/ice/uri.ts'
import type {
  ByFamily,
  ProbeReport,
  ProbeStep,
  ProbeTransport,
  ReachFault,
  TlsFault,
} from '../../shared/network/probe.ts'
import { lookUp } from './look-up.ts'
import { askStun } from './stun-client.ts'

/** The longest time of each step after the name, in milliseconds, so that all three are done within 5 s. */
const STEP_LIMIT_MS = 1_500

type Dns = NonNullable<ProbeReport['dns']>
type Reach = ProbeStep<null, ReachFault>
type Tls = NonNullable<ProbeReport['tls']>

/** Looks at a server with sockets of this computer: its name, its port, its certificate. */
export async function probeServer(uri: IceUri, transport: ProbeTransport): Promise<ProbeReport> {
  const { host } = uri
  const dns = isIP(host) === 0 ? await resolve(host) : null
  if (dns?.status === 'failed') return { dns, reach: null, tls: null }
  const addresses = dns?.value ?? byFamily([{ address: host, family: isIP(host) }])
  const port = portOf(uri)
  const reachOf = transport === 'udp' ? reachUdp : reachTcp
  const reachAny = (of: readonly string[]): Promise<Reach | null> =>
    firstOk(of, (address) => reachOf(address, port))
  const [ipv4, ipv6] = await Promise.all([reachAny(addresses.ipv4), reachAny(addresses.ipv6)])
  const open = [
    ...(ipv4?.status === 'ok' ? addresses.ipv4 : []),
    ...(ipv6?.status === 'ok' ? addresses.ipv6 : []),
  ]
  const tls = transport === 'tls' ? await firstOk(open, (address) => shakeHands(address, port, host)) : null
  return { dns, reach: { ipv4, ipv6 }, tls }
}

async function resolve(host: string): Promise<Dns> {
  const time = startTime()
  try {
    const found = await lookUp(host)
    return found === null ? time.failed('no-answer', host) : time.ok(byFamily(found))
  } catch (error) {
    return time.failed(codeOf(error) === 'EAI_AGAIN' ? 'no-answer' : 'not-found', codeOf(error))
  }
}

function byFamily(found: readonly LookupAddress[]): ByFamily<readonly string[]> {
  const of = (wanted: number): string[] =>
    found.filter(({ family }) => family === wanted).map(({ address }) => address)
  return { ipv4: of(4), ipv6: of(6) }
}

async function reachUdp(address: string, port: number): Promise<Reach> {
  const time = startTime()
  const answer = await askStun({ address, port }, STEP_LIMIT_MS)
  return answer === null ? time.failed('timeout', `${address} ${port}`) : time.ok(null)
}

async function reachTcp(address: string, port: number): Promise<Reach> {
  const time = startTime()
  const socket = connect({ host: address, port, timeout: STEP_LIMIT_MS })
  const fault = await outcome<ReachFault>(socket, 'connect', 'timeout', (code) =>
    code === 'ECONNREFUSED' ? 'refused' : code === 'ETIMEDOUT' ? 'timeout' : 'unreachable',
  )
  return fault === null ? time.ok(null) : time.failed(fault.fault, fault.detail)
}

/** Does what Chromium does with `turns`: a handshake that trusts what this computer trusts (RFC 8656, section 6.1). */
async function shakeHands(address: string, port: number, host: string): Promise<Tls> {
  const time = startTime()
  const socket = connectTls({
    host: address,
    port,
    timeout: STEP_LIMIT_MS,
    secureContext: trust(),
    // The certificate is for the name that was typed; an address is no server name (RFC 6066, section 3).
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: true,
  })
  let validTo = 0
  socket.once('secureConnect', () => {
    validTo = Date.parse(socket.getPeerCertificate().valid_to)
  })
  const fault = await outcome<TlsFault>(socket, 'secureConnect', 'timeout', tlsFault)
  return fault === null ? time.ok({ validTo }) : time.failed(fault.fault, fault.detail)
}

let trusted: SecureContext | null = null

/** The public authorities, and those of this computer, e.g. of a company. They are many: read once, when first needed. */
function trust(): SecureContext {
  trusted ??= createSecureContext({ ca: [...getCACertificates('bundled'), ...getCACertificates('system')] })
  return trusted
}

function tlsFault(code: string): TlsFault {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'expired'
    case 'CERT_NOT_YET_VALID':
      return 'not-yet-valid'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'wrong-name'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'self-signed'
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
    case 'CERT_REJECTED':
    case 'CERT_REVOKED':
    case 'CERT_SIGNATURE_FAILURE':
    case 'CERT_CHAIN_TOO_LONG':
    case 'PATH_LENGTH_EXCEEDED':
    case 'INVALID_PURPOSE':
    case 'INVALID_CA':
      return 'untrusted'
    default:
      return 'not-tls'
  }
}

/** Waits for the good event of a socket, or names what came instead; the socket is closed in any case. */
function outcome<F>(
  socket: Socket,
  good: string,
  onTimeout: F,
  toFault: (code: string) => F,
): Promise<{ fault: F; detail: string } | null> {
  return new Promise((resolve) => {
    const finish = (result: { fault: F; detail: string } | null): void => {
      clearTimeout(limit)
      socket.removeAllListeners()
      socket.on('error', () => {})
      socket.destroy()
      resolve(result)
    }
    const limit = setTimeout(() => finish({ fault: onTimeout, detail: 'ETIMEDOUT' }), STEP_LIMIT_MS)
    socket.once(good, () => finish(null))
    socket.once('error', (error) => finish({ fault: toFault(codeOf(error)), detail: codeOf(error) }))
    socket.once('close', () => finish({ fault: toFault('closed'), detail: 'closed' }))
  })
}

/** The first of some addresses that works, or how the first one failed; null without any. */
async function firstOk<T extends ProbeStep<unknown, unknown>>(
  addresses: readonly string[],
  step: (address: string) => Promise<T>,
): Promise<T | null> {
  const attempts = addresses.slice(0, 4).map(step)
  const working = attempts.map(async (attempt) => {
    const result = await attempt
    return result.status === 'ok' ? result : Promise.reject(new Error('failed'))
  })
  return Promise.any(working).catch(() => attempts[0] ?? null)
}

function startTime(): {
  ok<T>(value: T): { status: 'ok'; ms: number; value: T }
  failed<F>(fault: F, detail: string): { status: 'failed'; ms: number; fault: F; detail: string }
} {
  const start = performance.now()
  const ms = (): number => Math.round(performance.now() - start)
  return {
    ok: (value) => ({ status: 'ok', ms: ms(), value }),
    failed: (fault, detail) => ({ status: 'failed', ms: ms(), fault, detail }),
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
