import type { SoundSlice } from './slice.ts'

/** The last frames of a sound, by their number. */
export interface Trail {
  add(slice: SoundSlice): void
  /** Number of the frame that comes next. */
  end(): number
  /** The frames from a number on, as many as are kept; silence where none came. */
  from(start: number): number[]
}

export function createTrail(length: number): Trail {
  let slices: readonly SoundSlice[] = []
  const end = (): number => {
    const last = slices.at(-1)
    return last === undefined ? 0 : last.frame + last.frames.length
  }
  return {
    add(slice) {
      // A clock that goes back is another one.
      if (slice.frame < end()) slices = []
      // Twice as many, because two trails are compared where both have come to.
      slices = [...slices.filter(({ frame }) => frame > slice.frame - 2 * length), slice]
    },
    end,
    from(start) {
      const frames = Array.from({ length }, () => 0)
      for (const slice of slices) {
        for (const [index, power] of slice.frames.entries()) {
          const at = slice.frame + index - start
          if (at >= 0 && at < length) frames[at] = power
        }
      }
      return frames
    },
  }
}
