import type { Active, Call, EndReason } from '../../shared/call/call.ts'
import type { Clock } from '../../shared/clock.ts'
import type { CallId } from '../../shared/ids.ts'
import { CALL_LOG_LIMIT, type CallLog, type LogEvent } from '../../shared/model/call-log.ts'
import { assertNever } from '../../shared/result.ts'

/** Entries that are always kept for the end of a call, however much happened before. */
const RESERVED = 20

/** Writes down what happens to each call, so that it can be read when somebody asks why it went wrong. */
export interface BlackBox {
  note(callId: CallId, event: LogEvent): void
  /** Notes what differs between two states of the telephone. */
  follow(before: ReadonlyMap<CallId, Call>, after: ReadonlyMap<CallId, Call>): void
  /** Ends a log and gives it out. */
  finish(callId: CallId, reason: EndReason): CallLog
}

export function createBlackBox(clock: Clock): BlackBox {
  const logs = new Map<CallId, { readonly startedAt: number; entries: CallLog }>()

  const note: BlackBox['note'] = (callId, event) => {
    const log = logs.get(callId)
    if (log === undefined) return
    const limit = event.kind === 'end' ? CALL_LOG_LIMIT : CALL_LOG_LIMIT - RESERVED
    // The beginning tells how the call came to be, the newest what is wrong: what is lost is between them.
    if (log.entries.length >= limit) log.entries.splice(limit / 2, 1)
    log.entries.push({ atMs: Math.max(0, clock.now() - log.startedAt), event })
  }

  return {
    note,
    follow(before, after) {
      for (const [callId, call] of after) {
        if (call.phase === 'ended') continue
        if (!logs.has(callId)) logs.set(callId, { startedAt: call.startedAt, entries: [] })
        for (const event of changesOf(before.get(callId), call, clock.now())) note(callId, event)
      }
      // A call without an entry in the history leaves no log either.
      for (const callId of logs.keys()) {
        const call = after.get(callId)
        if (call === undefined || call.phase === 'ended') logs.delete(callId)
      }
    },
    finish(callId, reason) {
      note(callId, { kind: 'end', reason, by: whoEnded(reason) })
      const entries = logs.get(callId)?.entries ?? []
      logs.delete(callId)
      return entries
    },
  }
}

function changesOf(
  before: Call | undefined,
  after: Exclude<Call, { phase: 'ended' }>,
  now: number,
): LogEvent[] {
  const events: LogEvent[] = []
  if (before?.phase !== after.phase) events.push({ kind: 'phase', phase: shownPhase(after.phase) })
  if (before?.phase !== 'active' || after.phase !== 'active') return events
  return [...events, ...changesOfActive(before, after, now)]
}

function changesOfActive(before: Active, after: Active, now: number): LogEvent[] {
  const events: LogEvent[] = []
  if (before.link.kind === 'up' && after.link.kind === 'lost') events.push({ kind: 'media-lost' })
  if (before.link.kind === 'lost' && after.link.kind === 'up') {
    events.push({ kind: 'media-back', afterMs: Math.max(0, now - before.link.since) })
  }
  if (before.heldByMe !== after.heldByMe) events.push({ kind: 'hold', side: 'me', held: after.heldByMe })
  if (before.peerState.held !== after.peerState.held) {
    events.push({ kind: 'hold', side: 'peer', held: after.peerState.held })
  }
  if (before.peerState.muted !== after.peerState.muted) {
    events.push({ kind: 'mute', side: 'peer', muted: after.peerState.muted })
  }
  if (before.peerOffline !== after.peerOffline) {
    events.push({ kind: 'peer-server', online: !after.peerOffline })
  }
  return events
}

function shownPhase(
  phase: Exclude<Call, { phase: 'ended' }>['phase'],
): 'calling' | 'ringing' | 'connecting' | 'active' {
  return phase === 'ringing-in' || phase === 'ringing-out' ? 'ringing' : phase
}

function whoEnded(reason: EndReason): 'me' | 'peer' | 'network' | 'nobody' {
  switch (reason) {
    case 'hung-up':
    case 'cancelled':
    case 'declined':
    case 'app-closed':
      return 'me'
    case 'peer-hung-up':
    case 'peer-declined':
    case 'not-allowed':
      return 'peer'
    case 'unreachable':
    case 'not-connected':
    case 'connection-failed':
    case 'connection-lost':
    case 'no-network':
    case 'relay-missing':
    case 'relay-refused':
    case 'relay-unreachable':
    case 'udp-blocked':
    case 'no-path':
    case 'peer-network-failed':
    case 'peer-gone':
      return 'network'
    case 'missed':
    case 'no-answer':
    case 'offline':
    case 'unknown-name':
    case 'key-changed':
    case 'rate-limited':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'superseded':
    case 'microphone-failed':
    case 'tampered':
      return 'nobody'
    default:
      return assertNever(reason)
  }
}
