import type { Reception } from './receive-report.ts'
import type { UnheardCause } from './sample.ts'

/** How long somebody talks without being heard before it is said, in milliseconds. */
const PATIENCE_MS = 3_000
/** A received level from which on it is no silence, of full scale: -46 dBFS. */
export const AUDIBLE = 0.005

export interface HearingInput {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
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
  /** Since when I talk without being heard. */
  let since: number | null = null
  let cause: UnheardCause | null = null
  return ({ now, speaking, sentPackets, peer, arrives }) => {
    if (peer !== null && peer.level >= AUDIBLE) {
      since = null
      cause = null
      return null
    }
    // A pause between two sentences proves nothing, in either direction.
    if (!speaking) {
      if (cause === null) since = null
      return cause
    }
    since ??= now
    if (now - since >= PATIENCE_MS) cause = causeOf(sentPackets, peer, arrives)
    return cause
  }
}

function causeOf(sentPackets: number, peer: HearingInput['peer'], arrives: boolean): UnheardCause | null {
  if (sentPackets === 0) return 'nothing-sent'
  // The channel for its word may take long to come up on a bad path.
  if (peer === null) return arrives ? null : 'no-word'
  return peer.packets === 0 ? 'nothing-arrives' : 'silence-arrives'
}
