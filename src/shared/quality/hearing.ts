import type { Reception } from './receive-report.ts'
import type { UnheardCause } from './sample.ts'

/** How many seconds somebody talks without being heard before it is said: one more than three, as the first has just begun. */
const PATIENCE_S = 4
/** A pause after which what was said before counts no more, in seconds. */
const FORGOTTEN_AFTER_S = 10
/** A received level from which on it is no silence, of full scale: -46 dBFS. */
export const AUDIBLE = 0.005

export interface HearingInput {
  /** I talked in the last second, and am not muted. */
  readonly speaking: boolean
  /** Packets that left in the last second. */
  readonly sentPackets: number
  /** What the other side says about the last second; null when it said nothing. */
  readonly peer: Reception | null
  /** RTCP says that my packets get there, whatever is in them. */
  readonly arrives: boolean
}

/** Fed once a second: tells whether my words get there, and if not, the likeliest reason. */
export function createHearingWatch(): (input: HearingInput) => UnheardCause | null {
  /** Seconds in which I talked since I was last heard. */
  let talked = 0
  let paused = 0
  let cause: UnheardCause | null = null
  return ({ speaking, sentPackets, peer, arrives }) => {
    if (peer !== null && peer.level >= AUDIBLE) {
      talked = 0
      cause = null
      return null
    }
    paused = speaking ? 0 : paused + 1
    // A pause between two sentences proves nothing, in either direction.
    if (!speaking) {
      if (paused >= FORGOTTEN_AFTER_S && cause === null) talked = 0
      return cause
    }
    talked += 1
    if (talked >= PATIENCE_S) cause = causeOf(sentPackets, peer, arrives)
    return cause
  }
}

function causeOf(sentPackets: number, peer: HearingInput['peer'], arrives: boolean): UnheardCause | null {
  if (sentPackets === 0) return 'nothing-sent'
  // The channel for its word may take long to come up on a bad path.
  if (peer === null) return arrives ? null : 'no-word'
  return peer.packets === 0 ? 'nothing-arrives' : 'silence-arrives'
}
