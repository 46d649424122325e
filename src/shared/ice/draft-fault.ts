import type { IceServerId } from '../ids.ts'
import {
  ICE_SECRET_LENGTH,
  ICE_SERVERS_LIMIT,
  isUsernameTooLong,
  type IceServerDraft,
} from '../model/ice-server.ts'
import { isRelay, parseIceUri, type IceUriFault } from './uri.ts'

/** Why a list of own servers is not kept: the fault of a URI, or what a row needs besides. */
export const ICE_DRAFT_FAULTS = [
  'username-missing',
  'username-too-long',
  'secret-missing',
  'secret-too-long',
  'too-many',
] as const
export type IceDraftFault = IceUriFault | (typeof ICE_DRAFT_FAULTS)[number]

/** The first fault of a list, or null when it can be kept. `hasSecret`: one is kept for that row already. */
export function faultOfDrafts(
  drafts: readonly IceServerDraft[],
  hasSecret: (id: IceServerId) => boolean,
): IceDraftFault | null {
  if (drafts.length > ICE_SERVERS_LIMIT) return 'too-many'
  for (const draft of drafts) {
    const fault = faultOf(draft, hasSecret(draft.id))
    if (fault !== null) return fault
  }
  return null
}

function faultOf({ uri, username, secret }: IceServerDraft, hadSecret: boolean): IceDraftFault | null {
  const parsed = parseIceUri(uri)
  if (!parsed.ok) return parsed.error
  if (isUsernameTooLong(username)) return 'username-too-long'
  if (secret !== undefined && secret.length > ICE_SECRET_LENGTH) return 'secret-too-long'
  if (!isRelay(parsed.value)) return null
  // TURN asks for both (RFC 8656, section 7.2; W3C webrtc-pc, section 4.4.1.7).
  if (username === '') return 'username-missing'
  const willHaveSecret = secret === undefined ? hadSecret : secret !== ''
  return willHaveSecret ? null : 'secret-missing'
}
