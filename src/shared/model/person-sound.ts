import { isSameName, type UserName } from '../ids.ts'
import type { Mix } from '../sound/mix.ts'
import type { Contact } from './contact.ts'

/** How one person sounds for me. */
export type PersonSound = Pick<Contact, 'volume' | 'pan' | 'mutedForMe'>

/** As they are sent. */
export const PLAIN_SOUND: PersonSound = { volume: 1, pan: 0, mutedForMe: false }

export const isSameSound = (a: PersonSound, b: PersonSound): boolean =>
  a.volume === b.volume && a.pan === b.pan && a.mutedForMe === b.mutedForMe

/** By their contact, if they are one. */
export function personSoundOf(contacts: readonly Contact[], name: UserName): PersonSound {
  const contact = contacts.find((known) => isSameName(known.name, name))
  if (contact === undefined) return PLAIN_SOUND
  const { volume, pan, mutedForMe } = contact
  return { volume, pan, mutedForMe }
}

/** @param lift by which the leveller plays them louder, in dB */
export function toMix({ volume, pan, mutedForMe }: PersonSound, lift: number): Mix {
  return { gain: mutedForMe ? 0 : volume * 10 ** (lift / 20), pan }
}
