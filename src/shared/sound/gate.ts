import type { Gate } from '../model/sound.ts'
import { createDelayLine, type DelayLine } from './delay-line.ts'
import { createGateDecision, type GateSettings, type GateState } from './gate-decision.ts'
import { createSpeechPower } from './speech-power.ts'

/** Seconds in which the sound comes and goes, so that it does not click. */
const RISE = 0.005
const FALL = 0.03

/** Lets a voice through, and the room not. The sound goes out `prerollMs` later, so that no first syllable is lost. */
export interface SoundGate {
  /** Writes what goes out for the next piece that comes in, channel by channel. */
  process(input: readonly Float32Array[], output: readonly Float32Array[]): GateState
  set(settings: GateSettings): void
}

/** @param piece length of the pieces, in samples */
export function createGate(sampleRate: number, piece: number, settings: Gate): SoundGate {
  const decision = createGateDecision(settings, {
    pieceMs: (piece / sampleRate) * 1_000,
    delayMs: settings.prerollMs,
  })
  const powerOf = createSpeechPower(sampleRate)
  const lines: DelayLine[] = []
  let gain = 0
  return {
    set: decision.set,
    process(input, output) {
      const state = decision.hear(powerOf(input))
      const step = state.isOpen ? 1 / (RISE * sampleRate) : -1 / (FALL * sampleRate)
      // Silence is digital zero, and not a very small number.
      const isShut = gain === 0 && !state.isOpen
      let last = gain
      for (const [channel, samples] of output.entries()) {
        const line = (lines[channel] ??= createDelayLine(
          Math.round((settings.prerollMs / 1_000) * sampleRate),
        ))
        if (input[channel] === undefined) samples.fill(0)
        else samples.set(input[channel])
        line.exchange(samples)
        if (isShut) samples.fill(0)
        else last = fade(samples, gain, step)
      }
      gain = last
      return state
    },
  }
}

/** Changes the gain by `step` with every sample, and gives the last one. */
function fade(samples: Float32Array, from: number, step: number): number {
  let gain = from
  for (let i = 0; i < samples.length; i++) {
    gain = Math.min(1, Math.max(0, gain + step))
    samples[i] = samples[i]! * gain
  }
  return gain
}
