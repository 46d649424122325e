import type { Clock } from '../../../shared/clock.ts'
import type { Host, IceConfiguration } from '../../../shared/host.ts'
import { parseIceUri } from '../../../shared/ice/uri.ts'
import type { NatReport } from '../../../shared/network/probe.ts'
import { whenAborted } from './aborted.ts'
import type { FoundCandidate, NetworkFindings } from './doctor.ts'
import { gather, SILENCE_MS, type Gathering } from './gathering.ts'
import { natFromCandidates } from './page-nat.ts'
import { QUOTA_REACHED, waitForQuota } from './quota.ts'

export interface FindingsParts {
  readonly configuration: IceConfiguration
  readonly sockets: Host['network']['sockets']
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Resolves when no other test has allocations any more. */
  readonly othersDone: Promise<unknown>
}

/** Gathers what a call would gather, and tells the kind of NAT as far as it can be told. */
export async function findNetwork(parts: FindingsParts): Promise<NetworkFindings> {
  const { configuration, signal } = parts
  const { iceTransportPolicy: policy } = configuration
  const asking = askNat(configuration, parts.sockets)
  let found = await gatherAll(configuration, signal)
  if (found.errors.some(({ code }) => code === QUOTA_REACHED)) {
    await Promise.race([parts.othersDone, whenAborted(signal)])
    await waitForQuota(parts.clock, signal)
    if (!signal.aborted) found = await gatherAll(configuration, signal)
  }
  const candidates = found.candidates.flatMap(toFound)
  const asked = await Promise.race([asking, whenAborted(signal)])
  if (asked !== null) return { policy, candidates, nat: asked }
  // With "hide my IP" there are relay candidates alone, which tell nothing of a NAT.
  if (policy === 'relay') return { policy, candidates, nat: null }
  const urls = configuration.iceServers.flatMap((server) => server.urls)
  const nat = natFromCandidates(found.candidates, found.errors, found.isComplete, urls)
  return { policy, candidates, nat }
}

async function gatherAll(
  configuration: IceConfiguration,
  signal: AbortSignal,
): Promise<Pick<Gathering, 'candidates' | 'errors'> & { readonly isComplete: boolean }> {
  const own = new AbortController()
  const limit = AbortSignal.timeout(SILENCE_MS)
  const { pc, candidates, errors } = await gather(configuration, AbortSignal.any([signal, own.signal, limit]))
  const isComplete = pc.iceGatheringState === 'complete'
  // Gives its allocations back: servers count them.
  own.abort()
  return { candidates, errors, isComplete }
}

async function askNat(
  { iceServers }: IceConfiguration,
  sockets: Host['network']['sockets'],
): Promise<NatReport | null> {
  if (sockets === null) return null
  // A TURN server answers binding requests too. One URI for each server, and a few are enough.
  const hosts = new Map(
    iceServers
      .flatMap(({ urls }) => urls)
      .flatMap((url) => {
        const uri = parseIceUri(url)
        return uri.ok && uri.value.scheme !== 'turns' ? [[uri.value.host, url] as const] : []
      }),
  )
  const report = await sockets.nat([...hosts.values()].slice(0, 8))
  return report.ok ? report.value : null
}

function toFound(candidate: RTCIceCandidate): FoundCandidate[] {
  const { type, address, port, protocol } = candidate
  // A TCP candidate that only listens nowhere (RFC 6544, section 4.5, active) is no address.
  if (type === null || type === 'prflx' || address === null || port === null || port === 9) return []
  const { url, relayProtocol } = candidate as RTCIceCandidate & {
    url?: string | null
    relayProtocol?: FoundCandidate['relayProtocol']
  }
  return [
    {
      type,
      family: address.endsWith('.local') ? 'hidden' : address.includes(':') ? 'ipv6' : 'ipv4',
      protocol: protocol ?? 'udp',
      relayProtocol: relayProtocol ?? null,
      address,
      port,
      uri: url ?? '',
    },
  ]
}
