import type { CodecTruth } from './codec.ts'
import type { AskedPacking } from './sdp.ts'
import { findTransport, selectedCandidates, type CandidateStats, type Stats } from './stats.ts'

/** One end of the selected candidate pair (W3C webrtc-stats, section 8.13). */
export interface CandidateDetails {
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay'
  readonly protocol: 'udp' | 'tcp'
  /** Between me and my TURN server; null for other types. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null
  /** Null where the browser hides it. */
  readonly address: string | null
  readonly port: number | null
}

/** What an expert wants to know of a connection. */
export interface ConnectionDetails {
  readonly local: CandidateDetails
  readonly remote: CandidateDetails
  /** e.g. `opus/48000/2`, with its fmtp line. */
  readonly codec: string | null
  /** How my sound is packed; null before that is agreed on. */
  readonly packing: AskedPacking | null
  /** What my encoder aims at, in bits per second; null where the browser does not say it. */
  readonly targetBitrate: number | null
  /** How long the other side's sound waits for late packets at least, in milliseconds; null is up to the browser. */
  readonly jitterTargetMs: number | null
  /** As the wire says it, e.g. `FEFD` for DTLS 1.2. */
  readonly dtlsVersion: string | null
  readonly srtpCipher: string | null
}

/** Null while no pair is selected. */
export function detailsOf(stats: Stats, { packing, jitterTargetMs }: CodecTruth): ConnectionDetails | null {
  const ends = selectedCandidates(stats)
  if (ends === null) return null
  const transport = findTransport(stats)
  return {
    local: candidateDetails(ends.local),
    remote: candidateDetails(ends.remote),
    codec: codecOf(stats),
    packing,
    targetBitrate: targetBitrateOf(stats),
    jitterTargetMs,
    dtlsVersion: transport?.tlsVersion ?? null,
    srtpCipher: transport?.srtpCipher ?? null,
  }
}

function candidateDetails(candidate: CandidateStats): CandidateDetails {
  return {
    type: candidate.candidateType ?? 'host',
    protocol: candidate.protocol ?? 'udp',
    relayProtocol: candidate.relayProtocol ?? null,
    address: candidate.address ?? null,
    port: candidate.port ?? null,
  }
}

/** W3C webrtc-stats, section 8.4. */
interface CodecStats {
  readonly mimeType?: string
  readonly clockRate?: number
  readonly channels?: number
  readonly sdpFmtpLine?: string
}

/** The codec of what is received, or of what is sent while nothing comes. */
function codecOf(stats: Stats): string | null {
  for (const type of ['inbound-rtp', 'outbound-rtp']) {
    for (const entry of stats.values()) {
      if (!('type' in entry) || entry.type !== type || !('codecId' in entry)) continue
      const codec: CodecStats | undefined = stats.get(String(entry.codecId))
      if (codec?.mimeType === undefined) continue
      const name = [codec.mimeType.replace(/^audio\//, ''), codec.clockRate, codec.channels].join('/')
      return codec.sdpFmtpLine === undefined ? name : `${name} ${codec.sdpFmtpLine}`
    }
  }
  return null
}

function targetBitrateOf(stats: Stats): number | null {
  for (const entry of stats.values()) {
    if (!('type' in entry) || entry.type !== 'outbound-rtp' || !('targetBitrate' in entry)) continue
    return Number(entry.targetBitrate)
  }
  return null
}
