import type { Settings } from '../model/settings.ts'

/** Milliseconds of sound in one packet. */
export type PacketMs = 10 | 20 | 60

/** How the sound of one connection is packed: mine as I send it, theirs as I ask for it. */
export interface CodecPlan {
  readonly packetMs: PacketMs
  /** `on`: each packet carries the one before it again (RFC 2198). `never`: the other side shall not do it either. */
  readonly redundancy: 'never' | 'ready' | 'on'
  /** What I send has two channels. Two can always be received. */
  readonly stereo: boolean
  /** Hardly any packets while nobody speaks (RFC 7587, section 3.1.3). */
  readonly dtx: boolean
  /** Of my encoder, in bit/s. */
  readonly bitrate: number
  /** The most that I want to be sent, in bit/s; null leaves it to the other side. */
  readonly receiveBitrate: number | null
  /** How long sound shall wait for late packets at least, in milliseconds; 0 is as short as can be. */
  readonly jitterTargetMs: number
}

/** What the person wants of it. */
export type CodecWishes = Pick<Settings, 'bitrate' | 'redundancy' | 'lowBandwidth' | 'processing'>

/** One second of the path between the two, as both ends measured it. */
export interface PathFacts {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** Share of packets that were lost on the way, 0 to 1, in the worse direction. */
  readonly loss: number
  /** Of what arrives here (RFC 3550, section 6.4.1), in milliseconds. */
  readonly jitterMs: number
  readonly rttMs: number | null
  /**
   * What congestion control thinks may be sent, in bit/s; null where it has no opinion. It knows only what it has seen
   * travel: on a path without trouble it says too little.
   */
  readonly availableBitrate: number | null
}
