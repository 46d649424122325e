import { hasName, parseIceUri, type IceUri } from '../../../shared/ice/uri.ts'
import type { FamilyNat, NatReport } from '../../../shared/network/probe.ts'
import { isOwnNetwork } from '../path.ts'
import { UNREACHABLE, type StunAnswer } from './gathering.ts'

type Family = 'ipv4' | 'ipv6'
type HostCandidate = Pick<RTCIceCandidate, 'type' | 'address'>
export type NatCandidate = Pick<
  RTCIceCandidate,
  'type' | 'address' | 'port' | 'relatedAddress' | 'relatedPort' | 'protocol'
>

/** Whether this computer has an address that needs no translation. */
export function hasPublicHost(candidates: readonly HostCandidate[]): boolean {
  return candidates.some(isPublicHost)
}

const isPublicHost = ({ type, address }: HostCandidate): boolean => type === 'host' && !isOwnNetwork(address)

/**
 * The kind of NAT as far as a page can tell: all STUN servers are asked from one port, so a NAT that maps by address shows
 * as two public ports of one base (RFC 5780, section 4.3). One public port alone proves something only where two servers
 * have told of it.
 */
export function natFromCandidates(
  candidates: readonly NatCandidate[],
  errors: readonly Pick<StunAnswer, 'code' | 'url' | 'address'>[],
  /** Everybody has answered, or was given up. */
  isComplete: boolean,
  /** What was asked. */
  urls: readonly string[],
): NatReport {
  const udp = candidates.filter(({ protocol }) => protocol === 'udp')
  const of = (family: Family): FamilyNat => {
    const known = udp.filter(({ address }) => address !== null && familyOf(address) === family)
    const mapped = known.filter(({ type }) => type === 'srflx')
    const publicAddress = [...mapped, ...known.filter(isPublicHost)][0]?.address ?? null
    const silent = errors.filter(
      ({ code, address }) => code === UNREACHABLE && (address === null || familyOf(address) === family),
    )
    const isCompared = isComplete && operators(urls, silent).size >= 2
    return { mapping: mappingOf(mapped, publicAddress, isCompared), publicAddress, answered: null }
  }
  return { ipv4: of('ipv4'), ipv6: of('ipv6') }
}

const familyOf = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4')

function mappingOf(
  mapped: readonly NatCandidate[],
  publicAddress: string | null,
  isCompared: boolean,
): FamilyNat['mapping'] {
  if (mapped.length === 0) return publicAddress === null ? 'unknown' : 'none'
  // The base is hidden where the page may not know the host's addresses: then there may be more than one.
  const isHidden = mapped.some(({ relatedPort }) => !relatedPort)
  const baseOf = ({ relatedAddress, relatedPort }: NatCandidate): string => `${relatedAddress} ${relatedPort}`
  const isSplit = new Set(mapped.map(baseOf)).size < mapped.length
  if (isSplit) return isHidden ? 'unknown' : 'dependent'
  return isCompared ? 'independent' : 'unknown'
}

/**
 * Whose servers have answered. A page knows no addresses of servers, and one operator may have several names for the same
 * machine, as the public list does; different operators have different machines.
 */
function operators(
  urls: readonly string[],
  silentOnes: readonly Pick<StunAnswer, 'url'>[],
): ReadonlySet<string> {
  const placeOf = (url: string): IceUri | null => {
    const uri = parseIceUri(url)
    return uri.ok && uri.value.scheme !== 'turns' && uri.value.transport !== 'tcp' ? uri.value : null
  }
  const silent = new Set(silentOnes.map(({ url }) => placeOf(url)?.host))
  const answered = urls.flatMap((url) => placeOf(url) ?? []).filter(({ host }) => !silent.has(host))
  return new Set(answered.map(operatorOf))
}

/** The last two labels of a name; an address as it is. */
function operatorOf(uri: IceUri): string {
  return hasName(uri) ? uri.host.split('.').slice(-2).join('.') : uri.host
}
