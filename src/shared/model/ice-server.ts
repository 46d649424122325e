import { z } from 'zod'
import { IceServerId } from '../ids.ts'

/** The most rows that a person may keep, and the most characters of a URI and a secret. */
export const ICE_SERVERS_LIMIT = 32
export const ICE_URI_LENGTH = 512
export const ICE_SECRET_LENGTH = 1024
/** Bytes of UTF-8 (RFC 8489, section 14.3). No browser makes a connection with a longer one, also over other servers. */
export const ICE_USERNAME_LENGTH = 508

export function isUsernameTooLong(username: string): boolean {
  return new TextEncoder().encode(username).length > ICE_USERNAME_LENGTH
}

/** One own STUN or TURN server as it is kept. Its secret rests in the SecretStore, never here. */
export const IceServer = z.object({
  id: IceServerId,
  /** A URI of RFC 7064 or RFC 7065 that `parseIceUri` takes. */
  uri: z.string().min(1).max(ICE_URI_LENGTH),
  /** Empty where the server asks for none. */
  username: z.string().refine((username) => !isUsernameTooLong(username)),
  enabled: z.boolean(),
})
export type IceServer = z.infer<typeof IceServer>

/** A stored list; rows that do not parse are left out. */
export function parseIceServers(stored: unknown): IceServer[] {
  const rows = z.array(z.unknown()).safeParse(stored).data ?? []
  return rows.flatMap((row) => IceServer.safeParse(row).data ?? [])
}

/** What a screen shows: whether there is a secret, never which. */
export type IceServerView = IceServer & { readonly hasSecret: boolean }

/**
 * A row as a form gives it; `faultOfDrafts` says whether it can be kept. Without `secret` the one that is kept for the
 * id stays; an empty one removes it.
 */
export const IceServerDraft = z.object({
  id: IceServerId,
  uri: z.string(),
  username: z.string(),
  enabled: z.boolean(),
  secret: z.string().optional(),
})
export type IceServerDraft = z.infer<typeof IceServerDraft>

/** `relay`: "hide my IP", relay candidates only (W3C webrtc-pc, section 4.2.2). */
export const IceTransportPolicy = z.enum(['all', 'relay'])
export type IceTransportPolicy = z.infer<typeof IceTransportPolicy>

/** The policy for calls with one contact. `inherit`: as the settings say. */
export const ContactIcePolicy = z.enum(['inherit', ...IceTransportPolicy.options])
export type ContactIcePolicy = z.infer<typeof ContactIcePolicy>

export function effectivePolicy(
  settings: { readonly iceTransportPolicy: IceTransportPolicy },
  contact: { readonly iceTransportPolicy: ContactIcePolicy } | null | undefined,
): IceTransportPolicy {
  const ofContact = contact?.iceTransportPolicy ?? 'inherit'
  return ofContact === 'inherit' ? settings.iceTransportPolicy : ofContact
}
