import type { Gate } from '../model/sound.ts'
import { toDb } from './level.ts'
import { createNoiseFloor } from './noise-floor.ts'
import { createSlidingMean } from './sliding-mean.ts'

/** How far the automatic threshold is above the noise, and between what it stays, in dB. */
const ABOVE_NOISE = 12
const LOWEST = -60
const HIGHEST = -25
/** The gate closes that far below the level at which it opens, in dB. */
const HYSTERESIS = 6
/** It opens by the last 10 ms, and closes by the last 80 ms: noise is rough, and a word has gaps. */
const FAST_MS = 10
const SLOW_MS = 80

/** What the gate hears and decides; levels in dB of full scale. */
export interface GateState {
  readonly levelDb: number
  readonly thresholdDb: number
  readonly isOpen: boolean
}

export type GateSettings = Pick<Gate, 'threshold' | 'holdMs'>

/** Decides when a voice comes through. */
export interface GateDecision {
  /** Hears the power of the next piece of sound. */
  hear(power: number): GateState
  set(settings: GateSettings): void
}

export interface GateTimes {
  /** How long a piece of sound lasts. */
  readonly pieceMs: number
  /** How much later the sound goes out than it is heard: the gate stays open so much longer. */
  readonly delayMs: number
}

export function createGateDecision(initial: GateSettings, { pieceMs, delayMs }: GateTimes): GateDecision {
  const floor = createNoiseFloor()
  const fast = createSlidingMean(Math.round(FAST_MS / pieceMs))
  const slow = createSlidingMean(Math.round(SLOW_MS / pieceMs))
  let settings = initial
  let isOpen = false
  let quietMs = 0
  let soundMs = 0
  return {
    set: (next) => (settings = next),
    hear(power) {
      const levelDb = toDb(fast(power))
      const slowDb = toDb(slow(power))
      // No room is digitally silent: that is a microphone that starts, or is switched off.
      soundMs = power === 0 ? 0 : soundMs + pieceMs
      if (soundMs >= SLOW_MS) floor.hear(slowDb, pieceMs)
      const thresholdDb =
        settings.threshold === 'automatic'
          ? Math.min(HIGHEST, Math.max(LOWEST, floor.read() + ABOVE_NOISE))
          : settings.threshold
      quietMs = slowDb < thresholdDb - HYSTERESIS ? quietMs + pieceMs : 0
      if (levelDb >= thresholdDb) isOpen = true
      else if (quietMs >= settings.holdMs + delayMs) isOpen = false
      return { levelDb, thresholdDb, isOpen }
    },
  }
}
