import type { Phone, Resources } from '../../shared/call/phone.ts'
import { isSameName, type CallId } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import { mayDisturb } from '../../shared/model/do-not-disturb.ts'
import type { Ringtone } from '../../shared/model/ringtone.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { SYSTEM_SPEAKER } from '../media/speakers.ts'
import type { Sound } from '../media/sounds.ts'

/** What decides how a call sounds before it is answered. */
export interface SoundSources {
  readonly phone: Phone
  readonly resources: Pick<Resources, 'ring' | 'waiting' | 'ringback'>
  readonly settings: Settings
  readonly contacts: readonly ContactView[]
  /** Ids of the speakers in use; empty is where the system plays. */
  readonly speaker: string
  readonly ringSpeaker: string
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** What is heard now, or null. */
export function soundOf(sources: SoundSources): Sound | null {
  const { phone, settings, contacts, speaker, ringSpeaker, now } = sources
  const { ring, waiting, ringback } = sources.resources
  const { ringAlsoOnDefault, doNotDisturb } = settings
  const toneOf = (callId: CallId): Ringtone => {
    const peer = phone.calls.get(callId)?.peer
    const own = contacts.find(({ name }) => peer !== undefined && isSameName(name, peer))?.ringtone
    return own === undefined || own === 'inherit' ? settings.ringtone : own
  }
  const isDisturbing = mayDisturb(doNotDisturb, now)
  if (ring !== null && isDisturbing) {
    const ringtone = toneOf(ring)
    if (ringtone === 'silent') return null
    return {
      kind: 'ring',
      ringtone,
      speakers: ringAlsoOnDefault ? [ringSpeaker, SYSTEM_SPEAKER] : [ringSpeaker],
    }
  }
  if (waiting !== null && isDisturbing && toneOf(waiting) !== 'silent') {
    return { kind: 'waiting', speaker }
  }
  return ringback === null ? null : { kind: 'ringback', speaker }
}
