/** What the E-model is fed with. */
export interface TransmissionParameters {
  /** Mouth to ear, in milliseconds. */
  readonly oneWayDelayMs: number
  /** Share of packets that did not come in time, 0 to 1. */
  readonly loss: number
  /** Average length of a loss burst over that of random loss (ITU-T G.107, section 7.2); 1 is random. */
  readonly burstRatio?: number
}

/** Basic signal-to-noise ratio with all other parameters at their defaults (ITU-T G.107, section 7.7). */
const R_DEFAULT = 93.2
/**
 * Opus at 24 kbit/s and more: no audible impairment of its own on narrow-band scale, and a robustness to loss near that of
 * G.711 with concealment (ITU-T G.113, appendix I gives 25.1 for it; Opus conceals at least as well).
 */
const EQUIPMENT_IMPAIRMENT = 0
const LOSS_ROBUSTNESS = 25.1

/** Rating factor R, 0 to 93.2 (ITU-T G.107, section 7.1), without noise or echo impairments. */
export function ratingFactor({ oneWayDelayMs, loss, burstRatio = 1 }: TransmissionParameters): number {
  const percent = Math.min(1, Math.max(0, loss)) * 100
  const equipment =
    EQUIPMENT_IMPAIRMENT + ((95 - EQUIPMENT_IMPAIRMENT) * percent) / (percent / burstRatio + LOSS_ROBUSTNESS)
  return Math.max(0, R_DEFAULT - delayImpairment(oneWayDelayMs) - equipment)
}

/** Impairment by absolute delay, Idd (ITU-T G.107, section 7.4): none up to 100 ms. */
function delayImpairment(delayMs: number): number {
  if (delayMs <= 100) return 0
  const x = Math.log2(delayMs / 100)
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2)
}

/** Estimated mean opinion score, 1 to 4.5 (ITU-T G.107, annex B). */
export function meanOpinionScore(r: number): number {
  if (r <= 0) return 1
  if (r >= 100) return 4.5
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)
}
