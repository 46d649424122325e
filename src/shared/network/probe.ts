import { z } from 'zod'
import { ICE_URI_LENGTH } from '../model/ice-server.ts'

// What a computer's own sockets can tell of a STUN or TURN server, and a page cannot: names, ports, certificates and
// the mapping of its NAT.

/** How the sound would travel to the server: `tls` is TURN over TLS over TCP (RFC 8656, section 3.1). */
export const ProbeTransport = z.enum(['udp', 'tcp', 'tls'])
export type ProbeTransport = z.infer<typeof ProbeTransport>

export const ProbeRequest = z.object({ uri: z.string().max(ICE_URI_LENGTH), transport: ProbeTransport })
export type ProbeRequest = z.infer<typeof ProbeRequest>

/** One step of a probe, with the time that it took in milliseconds. */
export type ProbeStep<T, F> =
  | { readonly status: 'ok'; readonly ms: number; readonly value: T }
  | { readonly status: 'failed'; readonly ms: number; readonly fault: F; readonly detail: string }

export type DnsFault = 'not-found' | 'no-answer'
export type ReachFault = 'refused' | 'timeout' | 'unreachable'
export type TlsFault =
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'self-signed'
  | 'untrusted'
  | 'not-tls'
  | 'timeout'

/** What there is of something for IPv4, and for IPv6. */
export interface ByFamily<T> {
  readonly ipv4: T
  readonly ipv6: T
}

/** Steps that were not reached are null. */
export interface ProbeReport {
  /** Addresses of the name. Null too for a server without a name, and where a proxy looks it up. */
  readonly dns: ProbeStep<ByFamily<readonly string[]>, DnsFault> | null
  /**
   * UDP: an answer to a STUN binding request. TCP and TLS: an open port. One family is enough; null for one that the
   * server has no address of.
   */
  readonly reach: ByFamily<ProbeStep<null, ReachFault> | null> | null
  /** `tls` only. */
  readonly tls: ProbeStep<{ readonly validTo: number }, TlsFault> | null
}

/** A step that one family is enough for: the one that works, or how the first one failed. */
export function anyOf<T extends ProbeStep<unknown, unknown>>(step: ByFamily<T | null> | null): T | null {
  if (step === null) return null
  const { ipv4, ipv6 } = step
  return [ipv4, ipv6].find((one) => one?.status === 'ok') ?? ipv4 ?? ipv6
}

/** How the NAT in front of this computer maps addresses of one family (RFC 5780, section 4.3). */
export interface FamilyNat {
  /** `none`: the own address is the public one. `unknown`: fewer than two servers answered, or a page cannot tell. */
  readonly mapping: 'none' | 'independent' | 'dependent' | 'unknown'
  /** As the servers saw it; null where this family has no way out. */
  readonly publicAddress: string | null
  /** Servers that answered, each with an address of its own; null where a page cannot tell. */
  readonly answered: number | null
}

export type NatReport = ByFamily<FamilyNat>
