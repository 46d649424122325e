import type { Reception } from './receive-report.ts'

/** One second of a call as it was measured here. What was not measurable is null. */
export interface QualitySample {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Round trip of the selected candidate pair, in milliseconds. */
  readonly rttMs: number | null
  /** What I receive. */
  readonly received: Reception
  /** Audio without headers, in bits per second. */
  readonly receivedBitrate: number
  readonly sentBitrate: number
  /** What congestion control thinks may be sent, in bits per second; null where it has no opinion. */
  readonly availableBitrate: number | null
  /** Share of the second for which the speaker got no sound in time, 0 to 1; null while nothing is played. */
  readonly missingPlayout: number | null
  /** Packets that went out in the second. */
  readonly sentPackets: number
  /** What the other side says that it receives; null while it says nothing. */
  readonly peer: Reception | null
  /** Estimated mean opinion score of each direction, 1 to 4.5 (ITU-T G.107). Null while there is nothing to judge. */
  readonly mosReceived: number | null
  /** By what the other side says, or RTCP where it says nothing. */
  readonly mosSent: number | null
}

/** In one word, from the worse direction. */
export type QualityWord = 'good' | 'fair' | 'poor'

/** Why the other side may not hear me, as far as the numbers tell. */
export type UnheardCause =
  | 'nothing-sent' // no packet left this computer
  | 'nothing-arrives' // packets left, none came
  | 'silence-arrives' // packets came, with silence in them
  | 'no-word' // the other side says nothing about what it receives
