import { hasName, isRelay, parseIceUri } from '../../../shared/ice/uri.ts'
import { assertNever } from '../../../shared/result.ts'
import type { RowFault, RowTimes, TransportTest } from './doctor.ts'

/** What a test of a server does, in its order. `login` and `echo` are of relays, `tls` is of TLS. */
export type StepKind = 'name' | 'reach' | 'tls' | 'login' | 'address' | 'echo'

export interface Step {
  readonly kind: StepKind
  /** `open`: not reached, or not known. */
  readonly state: 'ok' | 'failed' | 'open'
  readonly ms: number | null
}

/** A wrong user name or secret, or one of somebody else (RFC 8489, section 14.8; RFC 8656, section 19). */
const LOGIN_CODES: ReadonlySet<number> = new Set([401, 438, 441])
/** What a server says only to whom it knows: the login was good. */
const ALLOCATION_CODES: ReadonlySet<number> = new Set([403, 437, 440, 442, 443, 446, 447, 486, 508])

/** How far the test of a server came. */
export function stepsOf(uri: string, test: TransportTest): Step[] {
  const { done, failed } = progressOf(test)
  const isDone = (kind: StepKind): boolean => done !== null && ALL.indexOf(kind) <= ALL.indexOf(done)
  return kindsOf(uri, test).map((kind) => ({
    kind,
    state: isDone(kind) ? 'ok' : kind === failed ? 'failed' : 'open',
    ms: msOf(kind, test.times),
  }))
}

const ALL: readonly StepKind[] = ['name', 'reach', 'tls', 'login', 'address', 'echo']

/** Those that there are for a server and a transport. */
function kindsOf(uri: string, { transport }: TransportTest): StepKind[] {
  const parsed = parseIceUri(uri)
  if (!parsed.ok) return []
  const left: Readonly<Record<StepKind, boolean>> = {
    name: hasName(parsed.value),
    reach: true,
    tls: transport === 'tls',
    login: isRelay(parsed.value),
    address: true,
    echo: isRelay(parsed.value),
  }
  return ALL.filter((kind) => left[kind])
}

interface Progress {
  /** The last step that went well, and with it those before. */
  readonly done: StepKind | null
  readonly failed: StepKind | null
}

function progressOf(test: TransportTest): Progress {
  switch (test.status) {
    case 'good':
    case 'fair':
      return { done: 'echo', failed: null }
    case 'running':
      return { done: lastTimed(test.times), failed: null }
    case 'bad':
      return failureOf(test.fault, test)
    default:
      return assertNever(test)
  }
}

function failureOf(fault: RowFault, { transport, times }: TransportTest): Progress {
  const reached = transport === 'tls' ? 'tls' : 'reach'
  switch (fault.kind) {
    case 'dns':
      return { done: null, failed: 'name' }
    case 'reach':
      return { done: 'name', failed: 'reach' }
    case 'tls':
      return { done: 'reach', failed: 'tls' }
    case 'stun-error':
      if (LOGIN_CODES.has(fault.code)) return { done: reached, failed: 'login' }
      return { done: ALLOCATION_CODES.has(fault.code) ? 'login' : reached, failed: 'address' }
    case 'no-answer': {
      const done = lastTimed(times)
      return { done, failed: done === reached ? 'address' : done === 'reach' ? 'tls' : 'reach' }
    }
    case 'no-echo':
      return { done: 'address', failed: 'echo' }
    case 'host':
    case 'time-out':
      return { done: lastTimed(times), failed: null }
    default:
      return assertNever(fault)
  }
}

/** The last step that took a time: what failed took none. */
function lastTimed(times: RowTimes): StepKind | null {
  return ALL.findLast((kind) => msOf(kind, times) !== null) ?? null
}

function msOf(kind: StepKind, times: RowTimes): number | null {
  switch (kind) {
    case 'name':
      return times.dnsMs
    case 'reach':
      return times.reachMs
    case 'tls':
      return times.tlsMs
    case 'login':
      return null
    case 'address':
      return times.allocateMs
    case 'echo':
      return times.echoMs
    default:
      return assertNever(kind)
  }
}
