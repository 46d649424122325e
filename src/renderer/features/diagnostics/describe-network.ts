import { parseIceUri } from '../../../shared/ice/uri.ts'
import type { FamilyNat, NatReport, ProbeTransport } from '../../../shared/network/probe.ts'
import type { FoundCandidate, NetworkFindings } from '../../media/doctor/doctor.ts'
import { isStrictNat } from '../../media/doctor/verdict.ts'

/** What the picture of a network shows: this computer, what stands between it and the internet, and its relays. */
export interface NetworkSketch {
  /** With "hide my IP" nothing is known but the relays. */
  readonly isHidden: boolean
  /** Own addresses; empty where the browser hides them all, or where there are none. */
  readonly own: readonly string[]
  readonly isOnline: boolean
  readonly hasRouter: boolean
  /** The router shows everybody another address, so that a direct way is rare. */
  readonly isStrict: boolean
  /** As others see this computer; empty where no way out was found. */
  readonly publicAddresses: readonly string[]
  readonly relays: readonly { readonly host: string; readonly transport: ProbeTransport }[]
}

export function sketchNetwork({ policy, candidates, nat }: NetworkFindings): NetworkSketch {
  const of = (type: FoundCandidate['type']) => candidates.filter((candidate) => candidate.type === type)
  const own = unique(
    of('host')
      .filter(({ family }) => family !== 'hidden')
      .map(({ address }) => address),
  )
  const seen = nat === null ? [] : families(nat).flatMap(({ publicAddress }) => publicAddress ?? [])
  const publicAddresses = unique([...seen, ...of('srflx').map(({ address }) => address)])
  const relays = new Map(
    of('relay').map(({ uri, relayProtocol }) => {
      const relay = { host: hostOf(uri), transport: relayProtocol ?? 'udp' }
      return [`${relay.host} ${relay.transport}`, relay]
    }),
  )
  return {
    isHidden: policy === 'relay',
    own,
    isOnline: candidates.length > 0,
    hasRouter:
      nat === null
        ? publicAddresses.some((address) => !own.includes(address))
        : families(nat).some(({ publicAddress, mapping }) => publicAddress !== null && mapping !== 'none'),
    isStrict: nat !== null && isStrictNat(nat),
    publicAddresses,
    relays: [...relays.values()],
  }
}

const families = ({ ipv4, ipv6 }: NatReport): readonly FamilyNat[] => [ipv4, ipv6]

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

function hostOf(uri: string): string {
  const parsed = parseIceUri(uri)
  return parsed.ok ? parsed.value.host : uri
}
