import type { RelayProtocol } from '../../shared/quality/receive-report.ts'
import { selectedCandidates, type Stats } from './stats.ts'

/** The way the sound takes, from the selected candidate pair (W3C webrtc-stats, section 8.12). */
export type MediaPath =
  | { readonly kind: 'lan' }
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'relayed'
      readonly host: string
      /** Between the relay and who uses it; null while the other side has not said how it reaches its own. */
      readonly protocol: RelayProtocol | null
    }

/**
 * Null while no pair is selected.
 *
 * @param theirProtocol how the other side says that it reaches its relay
 */
export function pathOf(stats: Stats, theirProtocol: RelayProtocol | null): MediaPath | null {
  const ends = selectedCandidates(stats)
  if (ends === null) return null
  const { local, remote } = ends
  // A relay whose candidate has not arrived, or of another generation, is peer-reflexive here (RFC 8445, section 7.3.1.3).
  const isTheirRelay =
    remote.candidateType === 'relay' || (remote.candidateType === 'prflx' && theirProtocol !== null)
  if (local.candidateType === 'relay' || isTheirRelay) {
    // TURN's own URL is known for my relay only; of the other side's, its address.
    const host = /^turns?:([^?]+?)(?::\d+)?(?:\?|$)/.exec(local.url ?? '')?.[1] ?? remote.address ?? ''
    return { kind: 'relayed', host, protocol: local.relayProtocol ?? theirProtocol }
  }
  const isLan = local.candidateType === 'host' && isOneNetwork(local.address, remote.address)
  return { kind: isLan ? 'lan' : 'direct' }
}

type Address = string | null | undefined

/** Both are private, or both have the same public prefix, of the usual length of a network: 24 bits in IPv4, 64 in IPv6. */
function isOneNetwork(a: Address, b: Address): boolean {
  if (isOwnNetwork(a) && isOwnNetwork(b)) return true
  const prefix = prefixOf(a)
  return prefix !== null && prefix === prefixOf(b)
}

/** Null for none and for a name. */
function prefixOf(address: Address): string | null {
  if (address?.includes(':')) return groupsOf(address).slice(0, 4).join(':')
  return /^(\d+\.\d+\.\d+)\.\d+$/.exec(address ?? '')?.[1] ?? null
}

/** The eight groups of an IPv6 address (RFC 5952, section 4.2: `::` stands for those that are zero). */
function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')))
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
}

/**
 * Private, link-local, loopback and provider-internal addresses (RFC 6890, section 2.2.2); none or a name means that the
 * browser hides a host address by mDNS.
 */
export function isOwnNetwork(address: string | null | undefined): boolean {
  if (address === null || address === undefined || address === '' || address.endsWith('.local')) return true
  return (
    /^(10|127)\./.test(address) ||
    address.startsWith('192.168.') ||
    address.startsWith('169.254.') ||
    /^172\.(1[6-9]|2\d|3[01])\./.test(address) ||
    /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(address) ||
    /^(::1$|fe[89ab]|f[cd])/i.test(address)
  )
}
