import { meanOpinionScore, ratingFactor } from '../../shared/quality/e-model.ts'
import type { Reception } from '../../shared/quality/receive-report.ts'
import type { QualitySample } from '../../shared/quality/sample.ts'
import { selectedPair, type Stats } from './stats.ts'

/** The encoder's look-ahead (RFC 6716, section 2), in milliseconds. */
const LOOK_AHEAD_MS = 6.5
/** A report of RTCP, of which one comes in about five seconds, says nothing of now when it is older, in milliseconds. */
const RTCP_TTL_MS = 12_000

/** Counters since the begin of the connection (W3C webrtc-stats, sections 8.2 to 8.5). */
interface Counters {
  readonly at: number
  readonly packetsReceived: number
  readonly packetsLost: number
  readonly bytesReceived: number
  readonly samples: number
  readonly concealed: number
  readonly bufferDelay: number
  readonly bufferCount: number
  readonly packetsSent: number
  readonly bytesSent: number
  /** When that was read, and how much sound the speaker got until then, in seconds. */
  readonly playoutAt: number
  readonly played: number
  readonly madeUp: number
}

export interface MeterInput {
  readonly stats: Stats
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** Loudest level received since the last reading, 0 to 1. */
  readonly level: number
  readonly peer: Reception | null
  /** Milliseconds of sound in a packet, which has to be full before it leaves: much the same both ways. */
  readonly packetMs: number
}

/** Turns the counters of a peer connection into what happened since the last reading; the first reading gives null. */
export function createQualityMeter(): { read(input: MeterInput): QualitySample | null } {
  let before: Counters | null = null
  return {
    read({ stats, now, level, peer, packetMs }) {
      const inbound = find(stats, 'inbound-rtp')
      const outbound = find(stats, 'outbound-rtp')
      const after = countersOf(inbound, outbound, find(stats, 'media-playout'), now)
      const start = before
      before = after
      // Counters that go back belong to a stream that began anew.
      if (start === null || now <= start.at || after.packetsReceived < start.packetsReceived) return null
      const seconds = (now - start.at) / 1000
      const packets = after.packetsReceived - start.packetsReceived
      const lost = Math.max(0, after.packetsLost - start.packetsLost)
      const rttMs = rttOf(stats)
      const received = {
        packets,
        loss: ratio(lost, lost + packets),
        concealed: ratio(after.concealed - start.concealed, after.samples - start.samples),
        jitterMs: clampMs(number(inbound, 'jitter') * 1000),
        jitterBufferMs: clampMs(
          ratioOr(after.bufferDelay - start.bufferDelay, after.bufferCount - start.bufferCount) * 1000,
        ),
        level: Math.min(1, Math.max(0, level)),
      }
      return {
        at: now,
        rttMs,
        received,
        receivedBitrate: Math.max(0, ((after.bytesReceived - start.bytesReceived) * 8) / seconds),
        sentBitrate: Math.max(0, ((after.bytesSent - start.bytesSent) * 8) / seconds),
        availableBitrate: selectedPair(stats)?.availableOutgoingBitrate ?? null,
        missingPlayout: missingPlayout(start, after),
        sentPackets: Math.max(0, after.packetsSent - start.packetsSent),
        peer,
        mosReceived: scoreOf(received, rttMs, packetMs),
        mosSent: scoreOf(peer ?? rtcpReception(stats, received, now), rttMs, packetMs),
      }
    },
  }
}

/**
 * What the speaker missed (W3C webrtc-stats, section 8.9): either the browser says that it made something up, or it asked
 * for less sound than the time took. Less than half of the time means that no device was at work.
 */
function missingPlayout(start: Counters, after: Counters): number | null {
  const seconds = after.playoutAt - start.playoutAt
  const played = after.played - start.played
  if (seconds <= 0 || played < seconds / 2) return null
  return ratio(seconds - played + after.madeUp - start.madeUp, seconds)
}

/**
 * What RTCP says of the other side's reception (RFC 3550, section 6.4.1) where itself says nothing. Of its jitter buffer
 * nothing is known, so that mine stands for it.
 */
function rtcpReception(stats: Stats, mine: Reception, now: number): Reception | null {
  const block = find(stats, 'remote-inbound-rtp')
  if (block === null || now - number(block, 'timestamp') > RTCP_TTL_MS) return null
  return { ...mine, packets: 1, loss: Math.min(1, number(block, 'fractionLost')), concealed: 0 }
}

/** Null for a direction of which nothing is known, or in which nothing travels, e.g. on hold. */
function scoreOf(direction: Reception | null, rttMs: number | null, packetMs: number): number | null {
  if (direction === null || (direction.packets === 0 && direction.loss === 0)) return null
  const oneWayDelayMs = (rttMs ?? 0) / 2 + direction.jitterBufferMs + packetMs + LOOK_AHEAD_MS
  // What was concealed includes packets that came too late to be played.
  const loss = Math.max(direction.loss, direction.concealed)
  return meanOpinionScore(ratingFactor({ oneWayDelayMs, loss }))
}

function countersOf(
  inbound: object | null,
  outbound: object | null,
  playout: object | null,
  at: number,
): Counters {
  return {
    at,
    packetsReceived: number(inbound, 'packetsReceived'),
    packetsLost: number(inbound, 'packetsLost'),
    bytesReceived: number(inbound, 'bytesReceived'),
    samples: number(inbound, 'totalSamplesReceived'),
    // Silence that is made up is not missed by anybody.
    concealed: number(inbound, 'concealedSamples') - number(inbound, 'silentConcealedSamples'),
    bufferDelay: number(inbound, 'jitterBufferDelay'),
    bufferCount: number(inbound, 'jitterBufferEmittedCount'),
    packetsSent: number(outbound, 'packetsSent'),
    bytesSent: number(outbound, 'bytesSent'),
    playoutAt: number(playout, 'timestamp') / 1000,
    played: number(playout, 'totalSamplesDuration'),
    madeUp: number(playout, 'synthesizedSamplesDuration'),
  }
}

function find(stats: Stats, type: string): object | null {
  for (const entry of stats.values()) if ('type' in entry && entry.type === type) return entry
  return null
}

function rttOf(stats: Stats): number | null {
  const pair = selectedPair(stats)
  const seconds = pair?.currentRoundTripTime
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null
}

function number(entry: object | null, key: string): number {
  const value = entry === null ? undefined : (entry as Record<string, unknown>)[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function ratioOr(part: number, whole: number): number {
  return whole > 0 ? Math.max(0, part / whole) : 0
}

const ratio = (part: number, whole: number): number => Math.min(1, ratioOr(part, whole))
const clampMs = (ms: number): number => Math.min(60_000, Math.max(0, ms))
