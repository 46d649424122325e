import type { SoundSlice } from '../../shared/sound/slice.ts'
import workletUrl from './sound-tap.worklet.ts?worker&url'

/** Listens to a track beside the way that its sound takes. */
export interface SoundTap {
  close(): void
}
export type CreateSoundTap = (track: MediaStreamTrack, onSlice: (slice: SoundSlice) => void) => SoundTap

interface Studio {
  readonly context: AudioContext
  readonly isLoaded: Promise<void>
}
/** One for all taps, so that their slices have one clock; it exists while somebody listens. */
let studio: Studio | null = null
let taps = 0

export const createSoundTap: CreateSoundTap = (track, onSlice) => {
  taps += 1
  studio ??= openStudio()
  const { context, isLoaded } = studio
  let stop = (): void => {}
  let isClosed = false

  const start = (): void => {
    if (isClosed) return
    const source = context.createMediaStreamSource(new MediaStream([track]))
    const tap = new AudioWorkletNode(context, 'sound-tap', { numberOfOutputs: 0 })
    tap.port.onmessage = ({ data }: MessageEvent<SoundSlice>) => {
      if (!isClosed) onSlice(data)
    }
    source.connect(tap)
    stop = () => {
      source.disconnect()
      tap.port.postMessage(null)
    }
  }
  // Without measures a call goes on: everybody sounds as they are sent.
  void isLoaded.then(start).catch(() => {})

  return {
    close() {
      if (isClosed) return
      isClosed = true
      stop()
      taps -= 1
      if (taps > 0) return
      void context.close()
      studio = null
    },
  }
}

function openStudio(): Studio {
  // It plays nothing, so it takes no speaker where the browser knows of that (W3C Web Audio, section 1.2.1).
  const options: AudioContextOptions & { readonly sinkId: object } = { sinkId: { type: 'none' } }
  const context = new AudioContext(options)
  return { context, isLoaded: context.audioWorklet.addModule(workletUrl) }
}
