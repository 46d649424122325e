import type { AppError } from '../errors.ts'
import type { CallId } from '../ids.ts'
import type { CallNotice } from '../protocol/signaling-events.ts'
import { assertNever } from '../result.ts'
import type { EndReason } from './call.ts'
import { findLive, finish, giveUp, put, send, type Draft } from './draft.ts'
import type { PhoneEvent } from './phone.ts'

export function handleNotice(draft: Draft, notice: CallNotice): void {
  const call = findLive(draft, notice.callId)
  if (call === null) return
  const isDialling = call.phase === 'calling' || call.phase === 'ringing-out'
  switch (notice.kind) {
    case 'answered-elsewhere':
      if (call.phase === 'ringing-in' || (call.phase === 'connecting' && call.direction === 'incoming')) {
        finish(draft, call, 'answered-elsewhere')
      }
      return
    case 'declined-elsewhere':
      if (call.phase === 'ringing-in') finish(draft, call, 'declined-elsewhere')
      return
    case 'expired':
      if (call.phase === 'ringing-in') finish(draft, call, 'missed')
      else if (isDialling) finish(draft, call, 'no-answer')
      return
    case 'gone':
      if (call.phase === 'ringing-in') finish(draft, call, 'missed')
      else if (isDialling) finish(draft, call, 'unreachable')
      return
    case 'peer-offline':
    case 'peer-online': {
      const peerOffline = notice.kind === 'peer-offline'
      if (call.phase !== 'active' && call.phase !== 'connecting') return
      if (call.peerOffline !== peerOffline) put(draft, { ...call, peerOffline })
      return
    }
    default:
      assertNever(notice)
  }
}

/** The server's answer to a message of mine. */
export function handleReceipt(draft: Draft, event: Extract<PhoneEvent, { type: 'receipt' }>): void {
  const call = findLive(draft, event.callId)
  if (call === null) return
  if (event.kind === 'invite' && call.phase === 'calling') {
    if (!event.result.ok) return giveUp(draft, call, inviteFailure(event.result.error))
    const calleeOffline = event.result.devices === 0
    if (call.calleeOffline !== calleeOffline) put(draft, { ...call, calleeOffline })
  } else if (event.kind === 'accept' && !event.result.ok && call.direction === 'incoming') {
    if (call.phase !== 'connecting' && call.phase !== 'active') return
    // Any other failure is one of the way to the server, and the accept is sent again.
    if (event.result.error.code === 'call-answered-elsewhere') finish(draft, call, 'answered-elsewhere')
    else if (event.result.error.code === 'call-unknown') finish(draft, call, 'peer-gone')
  }
}

function inviteFailure(error: AppError): EndReason {
  switch (error.code) {
    case 'name-unknown':
      return 'unknown-name'
    case 'call-not-allowed':
      return 'not-allowed'
    case 'rate-limited':
      return 'rate-limited'
    case 'key-changed':
      return 'key-changed'
    case 'not-connected':
      return 'not-connected'
    default:
      return 'unreachable'
  }
}

/** A message of this call did not carry its sender's signature. What is up already is safe: DTLS guards it. */
export function handleTampering(draft: Draft, callId: CallId): void {
  const call = findLive(draft, callId)
  if (call === null || call.phase === 'active') return
  const device = call.phase === 'calling' || call.phase === 'ringing-out' ? null : call.device
  send(draft, callId, device, { kind: 'hangup', reason: 'tampered' })
  finish(draft, call, 'tampered')
}
