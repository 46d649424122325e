/** The way the sound takes, from the selected candidate pair (W3C webrtc-stats, section 8.12). */
export type MediaPath =
  | { readonly kind: 'lan' }
  | { readonly kind: 'direct' }
  | { readonly kind: 'relayed'; readonly host: string; readonly protocol: 'udp' | 'tcp' | 'tls' }

interface CandidateStats {
  readonly candidateType?: string
  readonly address?: string | null
  readonly relayProtocol?: 'udp' | 'tcp' | 'tls'
  readonly url?: string
}

/** Null while no pair is selected. */
export function pathOf(stats: ReadonlyMap<string, object>): MediaPath | null {
  const get = <T>(id: string | undefined): T | undefined =>
    id === undefined ? undefined : (stats.get(id) as T)
  const transport = [...stats.values()].find(isTransport)
  const pair = get<{ localCandidateId?: string; remoteCandidateId?: string }>(
    transport?.selectedCandidatePairId,
  )
  const local = get<CandidateStats>(pair?.localCandidateId)
  const remote = get<CandidateStats>(pair?.remoteCandidateId)
  if (local === undefined || remote === undefined) return null
  if (local.candidateType === 'relay' || remote.candidateType === 'relay') {
    // TURN's own URL is known for my relay only; of the other side's, its address.
    const host = /^turns?:([^?]+?)(?::\d+)?(?:\?|$)/.exec(local.url ?? '')?.[1] ?? remote.address ?? ''
    return { kind: 'relayed', host, protocol: local.relayProtocol ?? 'udp' }
  }
  const isLan = local.candidateType === 'host' && isOwnNetwork(local.address) && isOwnNetwork(remote.address)
  return { kind: isLan ? 'lan' : 'direct' }
}

function isTransport(entry: object): entry is { readonly selectedCandidatePairId?: string } {
  return 'type' in entry && entry.type === 'transport'
}

/** Private, link-local and loopback addresses; none or a name means that the browser hides a host address by mDNS. */
function isOwnNetwork(address: string | null | undefined): boolean {
  if (address === null || address === undefined || address === '' || address.endsWith('.local')) return true
  return (
    /^(10|127)\./.test(address) ||
    address.startsWith('192.168.') ||
    address.startsWith('169.254.') ||
    /^172\.(1[6-9]|2\d|3[01])\./.test(address) ||
    /^(::1$|fe[89ab]|f[cd])/i.test(address)
  )
}
