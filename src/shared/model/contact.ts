import { z } from 'zod'
import { PublicKey, UserName } from '../ids.ts'
import { ContactIcePolicy } from './ice-server.ts'
import { ContactRingtone } from './ringtone.ts'
import { Pan, Volume } from './sound.ts'
import { Consent } from '../protocol/signaling-events.ts'

/** What a person may choose for one contact. */
const Wishes = z.object({
  nickname: z.string().max(64),
  favourite: z.boolean(),
  /** Whether the safety number was compared. A new key clears it. */
  verified: z.boolean(),
  iceTransportPolicy: ContactIcePolicy,
  ringtone: ContactRingtone,
  volume: Volume,
  pan: Pan,
  /** I do not hear them, whatever they say. */
  mutedForMe: z.boolean(),
})
/** A change of some of them; those that it does not name stay as they are. */
export const ContactChange = Wishes.partial()
export type ContactChange = Partial<z.infer<typeof Wishes>>
const { shape } = Wishes

/** A person in the list, as this device keeps it. Names are unique by `toNameKey`. */
export const Contact = z.object({
  name: UserName,
  /** The key that was first seen for the name, or that the person decided to trust. */
  publicKey: PublicKey,
  /** Another key that the server now names for this person. Calls need a decision while it is set. */
  offeredKey: PublicKey.nullable().default(null),
  verified: shape.verified.default(false),
  nickname: shape.nickname.default(''),
  favourite: shape.favourite.default(false),
  blocked: z.boolean().default(false),
  consent: Consent.default('none'),
  iceTransportPolicy: shape.iceTransportPolicy.default('inherit').catch('inherit'),
  ringtone: shape.ringtone.default('inherit').catch('inherit'),
  volume: shape.volume.default(1).catch(1),
  pan: shape.pan.default(0).catch(0),
  mutedForMe: shape.mutedForMe.default(false).catch(false),
  /** Milliseconds since the Unix epoch. */
  addedAt: z.number().int().min(0),
})
export type Contact = z.infer<typeof Contact>

/** A contact with its presence; null where it is private or unknown. */
export type ContactView = Contact & { readonly online: boolean | null }
