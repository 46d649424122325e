import { createCodecPolicy } from '../../shared/codec/codec-policy.ts'
import type { CodecPlan, CodecWishes, PathFacts } from '../../shared/codec/plan.ts'
import type { QualitySample } from '../../shared/quality/sample.ts'

/** Plans how one connection packs its sound, from what the person wants and what the path allows. */
export interface PeerTuner {
  plan(): CodecPlan
  setWishes(wishes: CodecWishes): void
  /** To be called with each second that was measured. */
  hear(sample: QualitySample): void
}

/** @param onPlan is called with each plan that is another one than before */
export function createPeerTuner(first: CodecWishes, onPlan: (plan: CodecPlan) => void): PeerTuner {
  const policy = createCodecPolicy()
  let wishes = first
  let facts: PathFacts | null = null
  let plan = policy.plan(wishes, facts)

  const decide = (): void => {
    const next = policy.plan(wishes, facts)
    if (JSON.stringify(next) === JSON.stringify(plan)) return
    plan = next
    onPlan(plan)
  }

  return {
    plan: () => plan,
    setWishes(next) {
      wishes = next
      decide()
    },
    hear(sample) {
      facts = {
        now: sample.at,
        loss: Math.max(sample.received.loss, sample.peer?.loss ?? 0),
        jitterMs: sample.received.jitterMs,
        rttMs: sample.rttMs,
        availableBitrate: sample.availableBitrate,
      }
      decide()
    },
  }
}
