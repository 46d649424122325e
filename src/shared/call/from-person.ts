import { isSameName, type CallId } from '../ids.ts'
import type { CallNote } from '../model/call-note.ts'
import { beginTalk } from './begin-talk.ts'
import type { RingingIn } from './call.ts'
import {
  addCall,
  findLive,
  finish,
  giveUp,
  holdOthers,
  liveCalls,
  put,
  send,
  sendMediaState,
  type Draft,
} from './draft.ts'
import type { PhoneEvent } from './phone.ts'

type Event<T extends PhoneEvent['type']> = Extract<PhoneEvent, { type: T }>

/** Calls a name. One call can be dialled at a time; dialling somebody who rings here picks up. */
export function dial(draft: Draft, event: Event<'dial'>): void {
  if (draft.calls.has(event.callId) || draft.finished.includes(event.callId)) return
  const ringing = liveCalls(draft).find(
    (call) => call.phase === 'ringing-in' && isSameName(call.peer, event.peer),
  )
  if (ringing !== undefined) return accept(draft, ringing.callId)
  const isDialling = liveCalls(draft).some((call) => call.phase === 'calling' || call.phase === 'ringing-out')
  const isThere = liveCalls(draft).some(
    (call) => call.phase !== 'ringing-in' && isSameName(call.peer, event.peer),
  )
  if (isDialling || isThere) return
  holdOthers(draft, event.callId)
  addCall(draft, {
    phase: 'calling',
    callId: event.callId,
    peer: event.peer,
    direction: 'outgoing',
    startedAt: draft.now,
    nextSeq: 0,
    preconnect: event.preconnect,
    calleeOffline: false,
  })
  send(draft, event.callId, null, { kind: 'invite', preconnect: event.preconnect })
}

export function accept(draft: Draft, callId: CallId): void {
  const call = findLive(draft, callId)
  if (call?.phase === 'ringing-in') pickUp(draft, call)
}

/** Takes a call: others are held, one that is being dialled is given up. */
export function pickUp(draft: Draft, call: RingingIn): void {
  for (const other of liveCalls(draft)) {
    if (other.phase === 'calling' || other.phase === 'ringing-out') end(draft, other.callId)
  }
  holdOthers(draft, call.callId)
  send(draft, call.callId, call.device, { kind: 'accept' })
  beginTalk(draft, call, call.device, call.link)
}

/** Ends it on every device of this person, with or without a line for the caller to read. */
export function decline(draft: Draft, callId: CallId, note?: CallNote): void {
  const call = findLive(draft, callId)
  if (call?.phase !== 'ringing-in') return
  send(draft, callId, call.device, { kind: 'decline', ...(note !== undefined && { note }) })
  finish(draft, call, 'declined', note)
}

/** Silences it on this device only. */
export function ignore(draft: Draft, callId: CallId): void {
  const call = findLive(draft, callId)
  if (call?.phase === 'ringing-in' && call.alert !== 'silent') put(draft, { ...call, alert: 'silent' })
}

export function end(draft: Draft, callId: CallId): void {
  const call = findLive(draft, callId)
  if (call === null) return
  switch (call.phase) {
    case 'calling':
    case 'ringing-out':
      return giveUp(draft, call, 'cancelled')
    case 'ringing-in':
      return decline(draft, callId)
    case 'connecting':
    case 'active':
      send(draft, callId, call.device, { kind: 'hangup', reason: 'hung-up' })
      return finish(draft, call, 'hung-up')
  }
}

export function hold(draft: Draft, event: Event<'hold'>): void {
  const call = findLive(draft, event.callId)
  if (call?.phase !== 'active' && call?.phase !== 'connecting') return
  if (call.heldByMe === event.held) return
  if (!event.held) holdOthers(draft, call.callId)
  put(draft, { ...call, heldByMe: event.held })
  sendMediaState(draft, call.callId)
}

export function dismiss(draft: Draft, callId: CallId): void {
  if (draft.calls.get(callId)?.phase === 'ended') draft.calls.delete(callId)
}

/** The app closes. A ring goes on: another device may take it. */
export function quit(draft: Draft): void {
  for (const call of liveCalls(draft)) {
    if (call.phase === 'connecting' || call.phase === 'active') {
      send(draft, call.callId, call.device, { kind: 'hangup', reason: 'app-closed' })
    } else if (call.phase !== 'ringing-in') {
      send(draft, call.callId, null, { kind: 'hangup', reason: 'cancelled' })
    }
    finish(draft, call, call.phase === 'ringing-in' ? 'missed' : 'app-closed')
  }
}

export function muteChanged(draft: Draft, muted: boolean): void {
  if (draft.muted === muted) return
  draft.muted = muted
  for (const call of liveCalls(draft)) sendMediaState(draft, call.callId)
}
