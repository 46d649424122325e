import type { CallNote } from '../model/call-note.ts'
import type { HistoryEntry } from '../model/history.ts'
import { assertNever } from '../result.ts'
import type { EndReason, LiveCall } from './call.ts'

/** Ends that the person caused here or need not read: the screen goes straight back to rest. */
const SILENT: ReadonlySet<EndReason> = new Set<EndReason>([
  'hung-up',
  'cancelled',
  'declined',
  'missed',
  'answered-elsewhere',
  'declined-elsewhere',
  'superseded',
  'app-closed',
])

export function isSilentEnd(reason: EndReason): boolean {
  return SILENT.has(reason)
}

/** From the accept to `now`; null when it was not accepted. */
export function talkTime(call: LiveCall, now: number): number | null {
  return call.phase === 'connecting' || call.phase === 'active' ? Math.max(0, now - call.acceptedAt) : null
}

/** The line of history that an end leaves, or null when there is nothing to remember. */
export function historyEntry(
  call: LiveCall,
  reason: EndReason,
  now: number,
  note: CallNote | null,
): HistoryEntry | null {
  // An accept that came too late may have found its connection up already; the talk was with another device.
  const isTalk = call.phase === 'active' && reason !== 'answered-elsewhere'
  const outcome = isTalk ? 'answered' : outcomeOf(reason)
  if (outcome === null) return null
  return {
    callId: call.callId,
    peer: call.peer,
    direction: call.direction,
    outcome,
    startedAt: call.startedAt,
    durationMs: outcome === 'answered' ? talkTime(call, now) : null,
    reason: outcome === 'failed' ? reason : null,
    note,
    seen: outcome !== 'missed',
  }
}

/** The outcome of a call that never became active. */
function outcomeOf(reason: EndReason): HistoryEntry['outcome'] | null {
  switch (reason) {
    case 'hung-up':
    case 'peer-hung-up':
    case 'cancelled':
    case 'app-closed':
      return 'cancelled'
    case 'missed':
      return 'missed'
    case 'declined':
    case 'peer-declined':
    case 'declined-elsewhere':
      return 'declined'
    case 'answered-elsewhere':
      return 'answered-elsewhere'
    case 'no-answer':
    case 'unreachable':
      return 'no-answer'
    case 'offline':
      return 'offline'
    case 'connection-failed':
    case 'connection-lost':
    case 'no-network':
    case 'relay-missing':
    case 'relay-refused':
    case 'relay-unreachable':
    case 'udp-blocked':
    case 'no-path':
    case 'peer-network-failed':
    case 'microphone-failed':
    case 'tampered':
    case 'not-allowed':
    case 'key-changed':
    case 'rate-limited':
    case 'peer-gone':
      return 'failed'
    case 'superseded':
    case 'unknown-name':
    case 'not-connected':
      return null
    default:
      return assertNever(reason)
  }
}
