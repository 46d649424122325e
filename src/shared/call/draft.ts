import type { CallId, DeviceId } from '../ids.ts'
import type { CallNote } from '../model/call-note.ts'
import type { CallBody } from '../protocol/call-message.ts'
import type { EndReason, LiveCall, Call } from './call.ts'
import { historyEntry, isSilentEnd, talkTime } from './outcome.ts'
import type { Phone, PhoneEffect } from './phone.ts'

/** How many ended calls are remembered, so that a late message does not revive one. */
const FINISHED_LIMIT = 64

/** The next state in the making. It lives only inside of one transition. */
export interface Draft {
  readonly now: number
  readonly before: Phone
  readonly calls: Map<CallId, Call>
  readonly effects: PhoneEffect[]
  finished: readonly CallId[]
  early: Phone['early']
  seen: Phone['seen']
  muted: boolean
}

export function openDraft(phone: Phone, now: number): Draft {
  const { finished, early, seen, muted } = phone
  return { now, before: phone, calls: new Map(phone.calls), effects: [], finished, early, seen, muted }
}

export function closeDraft(draft: Draft): { phone: Phone; effects: readonly PhoneEffect[] } {
  settleAlerts(draft)
  const { before, finished, early, seen, muted, effects } = draft
  const sameCalls =
    draft.calls.size === before.calls.size &&
    [...draft.calls].every(([callId, call]) => before.calls.get(callId) === call)
  const isSame =
    sameCalls &&
    finished === before.finished &&
    early === before.early &&
    seen === before.seen &&
    muted === before.muted
  if (isSame) return { phone: before, effects }
  const calls = sameCalls ? before.calls : draft.calls
  return { phone: { self: before.self, calls, finished, early, seen, muted }, effects }
}

export function liveCalls(draft: Draft): LiveCall[] {
  return [...draft.calls.values()].filter((call) => call.phase !== 'ended')
}

export function findLive(draft: Draft, callId: CallId): LiveCall | null {
  const call = draft.calls.get(callId)
  return call === undefined || call.phase === 'ended' ? null : call
}

export function put(draft: Draft, call: Call): void {
  draft.calls.set(call.callId, call)
}

/** Takes a new call in; what ended before leaves the screen. */
export function addCall(draft: Draft, call: LiveCall): void {
  for (const old of draft.calls.values()) if (old.phase === 'ended') draft.calls.delete(old.callId)
  put(draft, call)
}

/** Sends to a device of the call's peer, or to all of them (`null`), and counts the message. */
export function send(draft: Draft, callId: CallId, device: DeviceId | null, body: CallBody): void {
  const call = findLive(draft, callId)
  if (call === null) return
  const to = { name: call.peer, device }
  draft.effects.push({ type: 'send', callId, to, seq: call.nextSeq, body })
  put(draft, { ...call, nextSeq: call.nextSeq + 1 })
}

/** Ends a call here: remembers it, writes its history and keeps it on screen if there is something to say. */
export function finish(draft: Draft, call: LiveCall, reason: EndReason, note: CallNote | null = null): void {
  const entry = historyEntry(call, reason, draft.now, note)
  if (entry !== null) draft.effects.push({ type: 'record', entry, reason })
  forget(draft, call.callId)
  if (isSilentEnd(reason)) return
  const { callId, peer, direction, startedAt, nextSeq } = call
  const durationMs = call.phase === 'active' ? talkTime(call, draft.now) : null
  const base = { callId, peer, direction, startedAt, nextSeq }
  draft.calls.set(callId, { ...base, phase: 'ended', reason, durationMs, note })
}

/** Ends a call that nobody has accepted, and tells the server: it may still ring somewhere. */
export function giveUp(draft: Draft, call: LiveCall, reason: EndReason): void {
  send(draft, call.callId, null, { kind: 'hangup', reason: 'cancelled' })
  finish(draft, call, reason)
}

/** Drops a call without a trace on screen or in history. Its late messages find nothing. */
export function forget(draft: Draft, callId: CallId): void {
  draft.calls.delete(callId)
  draft.finished = [...draft.finished, callId].slice(-FINISHED_LIMIT)
  if (draft.seen.has(callId)) draft.seen = new Map([...draft.seen].filter(([known]) => known !== callId))
  if (draft.early.some(({ message }) => message.signed.message.callId === callId)) {
    draft.early = draft.early.filter(({ message }) => message.signed.message.callId !== callId)
  }
}

/** Tells the peer of a call what this microphone does. */
export function sendMediaState(draft: Draft, callId: CallId): void {
  const call = findLive(draft, callId)
  if (call?.phase !== 'active' && call?.phase !== 'connecting') return
  send(draft, callId, call.device, { kind: 'media-state', muted: draft.muted, held: call.heldByMe })
}

/** Puts every other accepted call on hold, so that one is talked in at most. */
export function holdOthers(draft: Draft, except: CallId): void {
  for (const call of liveCalls(draft)) {
    const isTalking = (call.phase === 'connecting' || call.phase === 'active') && !call.heldByMe
    if (!isTalking || call.callId === except) continue
    put(draft, { ...call, heldByMe: true })
    sendMediaState(draft, call.callId)
  }
}

/** Whether this person is busy with a call that they made or took. */
export function isBusy(draft: Draft): boolean {
  return liveCalls(draft).some((call) => call.phase !== 'ringing-in')
}

/** One call rings aloud at most, and none during another call; the next in line rings when it may. */
function settleAlerts(draft: Draft): void {
  const ringing = liveCalls(draft).filter((call) => call.phase === 'ringing-in')
  const line = ringing.filter((call) => call.alert !== 'silent')
  const loud = isBusy(draft) ? undefined : (line.find((call) => call.alert === 'ring') ?? line[0])
  for (const call of line) {
    const alert = call === loud ? 'ring' : 'waiting'
    if (call.alert !== alert) put(draft, { ...call, alert })
  }
}
