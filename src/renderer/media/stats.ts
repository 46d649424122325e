/** A report of `getStats()` (W3C webrtc-stats), or something that reads like one. */
export type Stats = ReadonlyMap<string, object>

export interface PairStats {
  readonly localCandidateId?: string
  readonly remoteCandidateId?: string
  /** Seconds. */
  readonly currentRoundTripTime?: number
  /** Bits per second. */
  readonly availableOutgoingBitrate?: number
}

/** W3C webrtc-stats, section 8.13. */
export interface CandidateStats {
  readonly candidateType?: 'host' | 'srflx' | 'prflx' | 'relay'
  readonly protocol?: 'udp' | 'tcp'
  readonly address?: string | null
  readonly port?: number
  readonly relayProtocol?: 'udp' | 'tcp' | 'tls'
  readonly url?: string
}

export interface TransportStats {
  readonly selectedCandidatePairId?: string
  readonly tlsVersion?: string
  readonly srtpCipher?: string
}

export function findTransport(stats: Stats): TransportStats | null {
  for (const entry of stats.values()) {
    if ('type' in entry && entry.type === 'transport') return entry as TransportStats
  }
  return null
}

/** The pair that the sound takes, null while there is none. */
export function selectedPair(stats: Stats): PairStats | null {
  const id = findTransport(stats)?.selectedCandidatePairId
  return id === undefined ? null : (stats.get(id) ?? null)
}

/** Both ends of that pair. */
export function selectedCandidates(stats: Stats): { local: CandidateStats; remote: CandidateStats } | null {
  const pair = selectedPair(stats)
  const get = (id: string | undefined): CandidateStats | undefined =>
    id === undefined ? undefined : stats.get(id)
  const local = get(pair?.localCandidateId)
  const remote = get(pair?.remoteCandidateId)
  return local === undefined || remote === undefined ? null : { local, remote }
}
