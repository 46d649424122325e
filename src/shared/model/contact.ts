import { z } from 'zod'
import { PublicKey, UserName } from '../ids.ts'
import { Consent } from '../protocol/signaling-events.ts'

/** A person in the list, as this device keeps it. Names are unique by `toNameKey`. */
export const Contact = z.object({
  name: UserName,
  /** The key that was first seen for the name, or that the person decided to trust. */
  publicKey: PublicKey,
  /** Another key that the server now names for this person. Calls need a decision while it is set. */
  offeredKey: PublicKey.nullable().default(null),
  /** Whether the safety number was compared. A new key clears it. */
  verified: z.boolean().default(false),
  nickname: z.string().max(64).default(''),
  favourite: z.boolean().default(false),
  blocked: z.boolean().default(false),
  consent: Consent.default('none'),
  /** Milliseconds since the Unix epoch. */
  addedAt: z.number().int().min(0),
})
export type Contact = z.infer<typeof Contact>

/** A contact with its presence; null where it is private or unknown. */
export type ContactView = Contact & { readonly online: boolean | null }
