import type { CallPresence } from './call.ts'
import type { Phone } from './phone.ts'

export const IDLE_PRESENCE: CallPresence = {
  status: 'idle',
  callId: null,
  peer: null,
  muted: false,
  held: false,
  since: null,
  ringing: [],
}

/** What a tray may know: the call that is talked in, else the one that rings or is dialled, else a held one. */
export function presenceOf(phone: Phone): CallPresence {
  const calls = [...phone.calls.values()]
  const talking = calls.filter((call) => call.phase === 'connecting' || call.phase === 'active')
  const inCall = talking.find((call) => !call.heldByMe)
  const ringing = calls.find((call) => call.phase === 'ringing-in' && call.alert === 'ring')
  const dialling = calls.find((call) => call.phase === 'calling' || call.phase === 'ringing-out')
  const shown = inCall ?? ringing ?? dialling ?? talking[0]
  if (shown === undefined) return IDLE_PRESENCE
  const base: CallPresence = {
    ...IDLE_PRESENCE,
    callId: shown.callId,
    peer: shown.peer,
    muted: phone.muted,
    ringing: calls
      .filter((call) => call.phase === 'ringing-in' && call.alert !== 'silent')
      .map(({ callId, peer }) => ({ callId, peer })),
  }
  if (shown.phase === 'connecting' || shown.phase === 'active') {
    const since = shown.phase === 'active' ? shown.connectedAt : null
    return { ...base, status: 'in-call', held: shown.heldByMe, since }
  }
  return { ...base, status: shown.phase === 'ringing-in' ? 'ringing' : 'calling' }
}
