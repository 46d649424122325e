import type { DeviceId, UserName } from '../ids.ts'
import { assertNever } from '../result.ts'
import { closeDraft, openDraft, type Draft } from './draft.ts'
import { peerConnected, peerLost, peerStranded } from './from-media.ts'
import { handleMessage } from './from-network.ts'
import { accept, decline, dial, dismiss, end, hold, ignore, muteChanged, quit } from './from-person.ts'
import { handleNotice, handleReceipt, handleTampering } from './from-server.ts'
import { timerFired } from './from-time.ts'
import type { Phone, PhoneEffect, PhoneEvent } from './phone.ts'

export function createPhone(self: { readonly name: UserName; readonly device: DeviceId }): Phone {
  return { self, calls: new Map(), muted: false, finished: [], early: [], seen: new Map() }
}

/**
 * The whole call logic of one device: no I/O, no clock, no randomness. An event that is unknown here, or comes too late,
 * gives back the same state. What the outside world has to be for a state is said by `resourcesOf`.
 *
 * @param now milliseconds since the Unix epoch
 */
export function transition(
  phone: Phone,
  event: PhoneEvent,
  now: number,
): { readonly phone: Phone; readonly effects: readonly PhoneEffect[] } {
  const draft = openDraft(phone, now)
  apply(draft, event)
  return closeDraft(draft)
}

function apply(draft: Draft, event: PhoneEvent): void {
  switch (event.type) {
    case 'dial':
      return dial(draft, event)
    case 'accept':
      return accept(draft, event.callId)
    case 'decline':
      return decline(draft, event.callId, event.note)
    case 'ignore':
      return ignore(draft, event.callId)
    case 'end':
      return end(draft, event.callId)
    case 'hold':
      return hold(draft, event)
    case 'dismiss':
      return dismiss(draft, event.callId)
    case 'quit':
      return quit(draft)
    case 'mute-changed':
      return muteChanged(draft, event.muted)
    case 'message':
      return handleMessage(draft, event.message, event.cause)
    case 'notice':
      return handleNotice(draft, event.notice)
    case 'receipt':
      return handleReceipt(draft, event)
    case 'tampered':
      return handleTampering(draft, event.callId)
    case 'peer-connected':
      return peerConnected(draft, event.peer)
    case 'peer-lost':
      return peerLost(draft, event.peer)
    case 'peer-stranded':
      return peerStranded(draft, event.peer, event.cause)
    case 'timer':
      return timerFired(draft, event.timer, event.cause)
    default:
      return assertNever(event)
  }
}
