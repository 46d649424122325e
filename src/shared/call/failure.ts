import { z } from 'zod'
import type { IceTransportPolicy } from '../model/ice-server.ts'

/** Why no way to the other side was found, as this side sees it. */
export const ConnectFailure = z.enum([
  'no-network', // not one candidate of my own
  'relay-missing', // relay only, and none is set up
  'relay-refused', // TURN answered with an error, e.g. 401
  'relay-unreachable', // TURN did not answer
  'udp-blocked', // no STUN server answers, and there is no relay over TCP or TLS
  'no-path', // both sides have candidates, and no pair of them works
])
export type ConnectFailure = z.infer<typeof ConnectFailure>

/** What a peer connection found out while it looked for a way. */
export interface IceFacts {
  readonly policy: IceTransportPolicy
  /** URIs that it was given. */
  readonly urls: readonly string[]
  /** Types of its own candidates (RFC 8445, section 5.1.1). */
  readonly gathered: ReadonlySet<string>
  /** One of its own addresses is public, so that STUN has nothing to add. */
  readonly isPublic: boolean
  /** Of `icecandidateerror` (W3C webrtc-pc, section 4.8.2.1). */
  readonly errors: readonly { readonly url: string; readonly code: number }[]
}

/** No answer at all; every other code is one of STUN. */
const UNREACHABLE = 701

/** The likeliest cause, in the order in which a person could do something about it. */
export function causeOf({ policy, urls, gathered, isPublic, errors }: IceFacts): ConnectFailure {
  const relays = urls.filter((url) => url.startsWith('turn'))
  if (policy === 'relay' && relays.length === 0) return 'relay-missing'
  const hasRelay = gathered.has('relay')
  const isRefused = errors.some(({ url, code }) => url.startsWith('turn') && code !== UNREACHABLE)
  if (policy === 'all' && gathered.size === 0) return 'no-network'
  if (relays.length > 0 && !hasRelay) return isRefused ? 'relay-refused' : 'relay-unreachable'
  const asked = urls.filter((url) => url.startsWith('stun'))
  // Chromium says nothing of a STUN server that does not answer.
  const isDeaf = asked.length > 0 && !gathered.has('srflx') && !isPublic
  return !hasRelay && isDeaf ? 'udp-blocked' : 'no-path'
}
