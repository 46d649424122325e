import type { Clock } from '../../shared/clock.ts'
import type { SoundSlice } from '../../shared/sound/slice.ts'
import type { CreateSoundTap, SoundTap } from '../media/sound-tap.ts'

/** How long after a sound began it is listened to, in milliseconds. */
const AFTER_MS = 500

export interface LateTapParts {
  readonly clock: Clock
  readonly createTap: CreateSoundTap
  readonly onSlice: (slice: SoundSlice) => void
}

/** Listens to one track at a time. */
export interface LateTap {
  /** Null listens to none. */
  listen(track: MediaStreamTrack | null): void
}

export function createLateTap({ clock, createTap, onSlice }: LateTapParts): LateTap {
  let current: MediaStreamTrack | null = null
  let tap: SoundTap | null = null
  let cancel = (): void => {}
  return {
    listen(track) {
      if (track === current) return
      current = track
      cancel()
      tap?.close()
      tap = null
      if (track === null) return
      // A tap starts an audio graph, which would get in the way of the very first sound of a call.
      cancel = clock.setTimer(AFTER_MS, () => {
        tap = createTap(track, onSlice)
      })
    },
  }
}
