import { FRAMES_PER_SECOND, FRAMES_PER_SLICE, type SoundSlice } from '../../src/shared/sound/slice.ts'

/** A generator of numbers from 0 to 1 that gives the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const power = (decibels: number): number => 10 ** (decibels / 10)

/** Powers of the frames of somebody who talks: syllables that rise and fall, words, and pauses for breath. */
export function talk(seconds: number, seed: number, level = -20): number[] {
  const random = randomOf(seed)
  const frames: number[] = []
  const length = seconds * FRAMES_PER_SECOND
  const pause = (ms: number): void =>
    void frames.push(...Array.from({ length: Math.round(ms / 20) }, () => power(-85)))
  while (frames.length < length) {
    for (let syllables = 4 + random() * 8; syllables > 0; syllables--) {
      const count = 4 + Math.round(random() * 8)
      const loud = power(level + 6 - random() * 14)
      for (let i = 0; i < count; i++) frames.push(loud * Math.sin((Math.PI * (i + 0.5)) / count) ** 2)
      pause(random() * 80)
    }
    pause(200 + random() * 500)
  }
  return frames.slice(0, length)
}

/** Powers of a noise that does not change, but for chance. */
export function noise(seconds: number, seed: number, level: number): number[] {
  const random = randomOf(seed)
  return Array.from({ length: seconds * FRAMES_PER_SECOND }, () => power(level + (random() - 0.5) * 1.5))
}

export function mixed(...sounds: readonly (readonly number[])[]): number[] {
  return sounds[0]!.map((_, at) => sounds.reduce((sum, sound) => sum + (sound[at] ?? 0), 0))
}

/** The same later and fainter, as a room gives it back: smeared, and never twice alike. */
export function echoOf(frames: readonly number[], delay: number, attenuation: number): number[] {
  const random = randomOf(7)
  const room = [1, 0.4, 0.2, 0.1, 0.05]
  return frames.map((_, at) => {
    const back = room.reduce((sum, part, late) => sum + part * (frames[at - delay - late] ?? 0), 0)
    return back * power(-attenuation + (random() - 0.5) * 3)
  })
}

export function slicesOf(frames: readonly number[]): SoundSlice[] {
  return Array.from({ length: Math.floor(frames.length / FRAMES_PER_SLICE) }, (_, index) => {
    const frame = index * FRAMES_PER_SLICE
    const own = frames.slice(frame, frame + FRAMES_PER_SLICE)
    // From both sides, and not weighted.
    return { frame, frames: own, power: (2 * own.reduce((sum, value) => sum + value, 0)) / FRAMES_PER_SLICE }
  })
}
