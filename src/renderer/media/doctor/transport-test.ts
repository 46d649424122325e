import type { Host, IceServerEntry } from '../../../shared/host.ts'
import { anyOf, type ProbeReport, type ProbeStep, type ReachFault } from '../../../shared/network/probe.ts'
import { whenAborted } from './aborted.ts'
import { NO_TIMES, type FamilyReach, type RowTimes, type TransportTest } from './doctor.ts'
import { allocationFault } from './fault.ts'
import { gather, SILENCE_MS } from './gathering.ts'
import { hasPublicHost } from './page-nat.ts'
import { echoThroughRelay } from './relay-echo.ts'
import type { Way } from './transports.ts'

/** From these times on a working server is called slow, in milliseconds. */
const SLOW_ALLOCATION_MS = 2_000
const SLOW_ECHO_MS = 500
/** A certificate that ends sooner is worth a remark, in milliseconds. */
const CERTIFICATE_SOON_MS = 14 * 86_400_000
/** How long an echo is waited for once there is a relay, in milliseconds. */
const ECHO_LIMIT_MS = 4_000
/** What a server that cannot be reached at all is given besides, in milliseconds: its port may answer TURN alone. */
const LAST_CHANCE_MS = 2_000

export interface TransportTestParts {
  readonly way: Way
  /** The server with its credentials; only `way.url` of it is used. */
  readonly entry: IceServerEntry
  readonly sockets: Host['network']['sockets']
  /** Ends the test: out of time, or cancelled. */
  readonly signal: AbortSignal
  readonly now: () => number
  readonly onProgress: (test: TransportTest) => void
}

export function runningTest({ transport }: Way): TransportTest {
  return { status: 'running', transport, times: NO_TIMES }
}

/** Tests one server by one transport: name, port, certificate, allocation, echo. */
export async function testTransport(parts: TransportTestParts): Promise<TransportTest> {
  const { way, entry, signal } = parts
  const { transport } = way
  // Aborted from outside, or by itself when nothing can come any more.
  const own = new AbortController()
  const stop = (): void => own.abort()
  const ending = AbortSignal.any([signal, own.signal])

  let times = NO_TIMES
  const note = (more: Partial<RowTimes>): void => {
    times = { ...times, ...more }
    if (!signal.aborted) parts.onProgress({ status: 'running', transport, times })
  }
  const probing = probe(parts).then((report) => {
    if (report === null) return null
    note(timesOf(report))
    if (report.dns?.status === 'failed') stop()
    else if (isDead(report)) setTimeout(stop, LAST_CHANCE_MS)
    return report
  })

  const patience = setTimeout(stop, SILENCE_MS)
  const server = { ...entry, urls: [way.url] }
  const isTurn = way.url.startsWith('turn')
  const result = isTurn
    ? await echoThroughRelay(server, ending, (allocateMs) => {
        clearTimeout(patience)
        note({ allocateMs })
        setTimeout(stop, ECHO_LIMIT_MS)
      })
    : await askStun(server, ending)
  clearTimeout(patience)
  note({ allocateMs: result.allocateMs, echoMs: result.echoMs })
  const isOutOfTime = signal.aborted
  const report = await Promise.race([probing, whenAborted(signal)])
  stop()

  if (result.allocateMs === null) {
    return { status: 'bad', transport, times, fault: allocationFault(result.errors, report, isOutOfTime) }
  }
  if (isTurn && result.echoMs === null) {
    return { status: 'bad', transport, times, fault: { kind: 'no-echo' } }
  }
  const remark = remarkOf(times, report, way, parts.now())
  return remark === null ? { status: 'good', transport, times } : { status: 'fair', transport, times, remark }
}

async function probe({ way, sockets }: TransportTestParts): Promise<ProbeReport | null> {
  const report = await sockets?.probe({ uri: way.url, transport: way.transport })
  return report?.ok === true ? report.value : null
}

/** The times of what went well: a name that was not found was not found in 12 ms. */
export function timesOf({ dns, reach, tls }: ProbeReport): Partial<RowTimes> {
  const families =
    dns === null || reach === null ? null : { ipv4: familyReach(reach.ipv4), ipv6: familyReach(reach.ipv6) }
  return { dnsMs: msOf(dns), reachMs: msOf(anyOf(reach)), families, tlsMs: msOf(tls) }
}

function familyReach(step: ProbeStep<null, ReachFault> | null): FamilyReach {
  if (step === null) return 'no-address'
  return step.status === 'ok' ? step.ms : step.fault
}

function msOf(step: ProbeStep<unknown, unknown> | null): number | null {
  return step?.status === 'ok' ? step.ms : null
}

function isDead({ reach, tls }: ProbeReport): boolean {
  return anyOf(reach)?.status === 'failed' || tls?.status === 'failed'
}

async function askStun(
  server: IceServerEntry,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof echoThroughRelay>>> {
  const start = performance.now()
  const isMapping = ({ type }: RTCIceCandidate): boolean => type === 'srflx'
  const configuration = { iceServers: [server], iceTransportPolicy: 'all' } as const
  const { candidates, errors } = await gather(configuration, signal, (found) => found.some(isMapping))
  const tookMs = Math.round(performance.now() - start)
  const isMapped = candidates.some(isMapping)
  // A mapped address that is one of its own is redundant (RFC 8445, section 5.1.3), and Chromium does not tell of it.
  // It tells of a name without address, and of a silent server not before the test has ended.
  const isRedundant = errors.length === 0 && hasPublicHost(candidates)
  const isAnswered = isMapped || (isRedundant && !signal.aborted)
  return { allocateMs: isAnswered ? tookMs : null, echoMs: null, errors }
}

function remarkOf(
  times: RowTimes,
  report: ProbeReport | null,
  way: Way,
  now: number,
): 'slow' | 'certificate-ends' | 'stuns-unencrypted' | null {
  if (report?.tls?.status === 'ok' && report.tls.value.validTo - now < CERTIFICATE_SOON_MS) {
    return 'certificate-ends'
  }
  // Chromium asks a `stuns` server without TLS.
  if (way.url.startsWith('stuns:')) return 'stuns-unencrypted'
  const isSlow = (times.allocateMs ?? 0) > SLOW_ALLOCATION_MS || (times.echoMs ?? 0) > SLOW_ECHO_MS
  return isSlow ? 'slow' : null
}
