import { createBitratePolicy, fits, fullBitrate, LEAST_BITRATE } from './bitrate.ts'
import { createCrowdingWatch } from './crowding.ts'
import { createHold } from './hold.ts'
import { createJitterPolicy } from './jitter.ts'
import type { CodecPlan, CodecWishes, PacketMs, PathFacts } from './plan.ts'

/** Loss from which on copies are wanted whatever they weigh, and how long after it. */
const LOSS_SEEN = 0.005
const AFTER_LOSS_MS = 60_000
/** Loss, over some seconds, from which on half as many packets are better than a short delay. */
const ROUGH_LOSS = 0.02
/** Loss, over some seconds, from which on the estimated bandwidth is believed. */
const TROUBLE_LOSS = 0.01
const AFTER_ROUGH_MS = 30_000
const AFTER_CROWDING_MS = 10_000
/**
 * A copy comes with the next packet, and has in it the FEC of the one before: two in a row are mended where sound waits for
 * three, in milliseconds.
 */
const MENDING_MS = 60
/** Weight of the newest second in the loss over some seconds. */
const NEWEST = 0.3

/** Nothing is known of the path yet. */
const FRESH: Omit<PathFacts, 'now'> = { loss: 0, jitterMs: 0, rttMs: null, availableBitrate: null }

/** Decides how one connection packs its sound. It is asked at the start, and then once a second. */
export interface CodecPolicy {
  /** `facts` is null before the first measurement. */
  plan(wishes: CodecWishes, facts: PathFacts | null): CodecPlan
}

export function createCodecPolicy(): CodecPolicy {
  const isFull = createCrowdingWatch()
  const holdLoss = createHold(AFTER_LOSS_MS)
  const holdRough = createHold(AFTER_ROUGH_MS)
  const holdTorn = createHold(AFTER_ROUGH_MS)
  const holdScarce = createHold(AFTER_ROUGH_MS)
  const holdCrowded = createHold(AFTER_CROWDING_MS)
  const bitrateOf = createBitratePolicy()
  const jitterTarget = createJitterPolicy()
  let loss = 0

  return {
    plan(wishes, facts) {
      const { now, ...path } = facts ?? { ...FRESH, now: 0 }
      loss += (path.loss - loss) * NEWEST
      const full = fullBitrate(wishes)
      const isCrowded = holdCrowded(isFull(path.rttMs), now)
      const availableBitrate = isCrowded || loss >= TROUBLE_LOSS ? path.availableBitrate : null
      const isLossy = holdLoss(path.loss >= LOSS_SEEN, now)
      const isShortAffordable = fits(full, { packetMs: 10, redundant: false, availableBitrate })
      const isRough = holdRough(loss >= ROUGH_LOSS || isCrowded || !isShortAffordable, now)
      const isTorn = holdTorn(loss >= ROUGH_LOSS, now) && !isCrowded
      const isScarce = holdScarce(!fits(full, { packetMs: 20, redundant: true, availableBitrate }), now)

      const { stereo } = wishes.processing
      const packetMs: PacketMs = wishes.lowBandwidth ? 60 : isRough ? 20 : 10
      const redundancy = redundancyOf(wishes, !isCrowded && (isLossy || (!isScarce && !stereo)))
      const redundant = redundancy === 'on'
      return {
        packetMs,
        redundancy,
        stereo,
        // It takes the silence between two notes for a pause, and leaves the end of a word without the next packet's copy.
        dtx: !stereo && !(isTorn && redundant),
        bitrate: bitrateOf({ wishes, packetMs, redundant, loss, isCrowded, availableBitrate }),
        receiveBitrate: wishes.lowBandwidth ? LEAST_BITRATE : null,
        jitterTargetMs: Math.max(jitterTarget(path.jitterMs, now), isTorn && redundant ? MENDING_MS : 0),
      }
    },
  }
}

/** `isWorthIt`: copies help on this path, or cost nothing that somebody would miss, as those of a voice. */
function redundancyOf(
  { redundancy, lowBandwidth }: CodecWishes,
  isWorthIt: boolean,
): CodecPlan['redundancy'] {
  if (redundancy === 'always') return 'on'
  if (redundancy === 'off' || lowBandwidth) return 'never'
  return isWorthIt ? 'on' : 'ready'
}
