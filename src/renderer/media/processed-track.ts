import { openTrack, type MicrophoneWish } from './open-track.ts'
import { createSendChain } from './voice-chain/send-chain.ts'

/** A microphone as the others hear it. */
export interface ProcessedTrack {
  readonly track: MediaStreamTrack
  close(): void
}

/** Rejects as `getUserMedia` does, and where the browser cannot do what is wished. */
export async function openProcessedTrack(wish: MicrophoneWish): Promise<ProcessedTrack> {
  const source = await openTrack(wish)
  const { noise, stereo } = wish.processing
  if (noise !== 'rnnoise') return { track: source, close: () => source.stop() }
  try {
    const chain = await createSendChain(source, { gate: null, denoise: true, stereo })
    return {
      track: chain.track,
      close() {
        chain.close()
        source.stop()
      },
    }
  } catch (error) {
    source.stop()
    throw error
  }
}
