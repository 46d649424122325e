import { z } from 'zod'

/** Longest name, in Unicode code points. */
export const NAME_MAX_LENGTH = 32

/** Letters and digits of any script, joined by a space, dot, hyphen, underscore or apostrophe (or ". ", as in J. R. Doe). */
const NAME_PATTERN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:\.? |[._\-'’·])[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u

/** A name as its owner writes it: NFKC, 1-32 code points. Compare names with {@link toNameKey}. */
export const UserName = z
  .string()
  .max(256)
  .transform((text) => text.normalize('NFKC').trim())
  .refine((text) => [...text].length >= 1 && [...text].length <= NAME_MAX_LENGTH, { message: 'name-length' })
  .refine((text) => NAME_PATTERN.test(text), { message: 'name-characters' })
  .brand<'UserName'>()
export type UserName = z.infer<typeof UserName>

/** The form under which a name is looked up: NFKC and case-folded, so that "Ann" and "ann" are one person. */
export type NameKey = string & { readonly __nameKey: true }
export function toNameKey(name: UserName): NameKey {
  // Upper then lower folds ß, final sigma and the like, which lower alone would keep apart.
  return name.toUpperCase().toLowerCase().normalize('NFKC') as NameKey
}
export function isSameName(a: UserName, b: UserName): boolean {
  return toNameKey(a) === toNameKey(b)
}

const Uuid = z.uuid()
export const CallId = Uuid.brand<'CallId'>()
export type CallId = z.infer<typeof CallId>

/** One installation of one person. Made on the device, kept with the identity key. */
export const DeviceId = Uuid.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

/** One row of the person's own list of STUN and TURN servers. */
export const IceServerId = Uuid.brand<'IceServerId'>()
export type IceServerId = z.infer<typeof IceServerId>

/** Raw Ed25519 public key (RFC 8032, section 5.1.5), 32 bytes in base64url without padding. */
export const PublicKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'PublicKey'>()
export type PublicKey = z.infer<typeof PublicKey>

/** Ed25519 signature, 64 bytes in base64url without padding. */
export const Signature = z
  .string()
  .regex(/^[A-Za-z0-9_-]{86}$/)
  .brand<'Signature'>()
export type Signature = z.infer<typeof Signature>
