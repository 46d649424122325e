import type { Page } from '@playwright/test'
import type { Observed } from '../test/support/observe.ts'
import { RATE } from './log-spectral-distance.ts'
import { upsample } from './resample.ts'

declare const observed: Observed
/** TypeScript has it for video in a worker only; Chromium has it in a page, and for sound. */
declare const MediaStreamTrackProcessor: new (options: {
  readonly track: MediaStreamTrack
  readonly maxBufferSize: number
}) => { readonly readable: ReadableStream<AudioData> }

export interface Recording {
  /** What the encoder gets: the voice after echo canceller, noise suppression and levelling. */
  readonly sent: Float32Array
  /** What the decoder gives. */
  readonly received: Float32Array
}

/** Both sounds of a page's connection, sample by sample at 48 kHz; of two channels the first. */
export async function record(page: Page, ms: number): Promise<Recording> {
  const [sent, received] = await page.evaluate(async (duration) => {
    const pc = observed.connections.findLast((one) => one.connectionState === 'connected')!
    const recordTrack = async (track: MediaStreamTrack): Promise<readonly [string, number]> => {
      const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1_000 }).readable.getReader()
      const pieces: Float32Array<ArrayBuffer>[] = []
      let rate = 0
      setTimeout(() => void reader.cancel(), duration)
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { numberOfFrames, sampleRate } = next.value
        const piece = new Float32Array(numberOfFrames)
        next.value.copyTo(piece, { planeIndex: 0, format: 'f32-planar' })
        next.value.close()
        pieces.push(piece)
        rate = sampleRate
      }
      return new Promise((resolve) => {
        const file = new FileReader()
        file.onload = () => resolve([(file.result as string).split(',')[1] ?? '', rate])
        file.readAsDataURL(new Blob(pieces))
      })
    }
    const sender = pc.getSenders().find(({ track }) => track?.kind === 'audio')
    const receiver = pc.getReceivers().find(({ track }) => track.kind === 'audio')
    return Promise.all([recordTrack(sender!.track!), recordTrack(receiver!.track)])
  }, ms)
  return { sent: decode(...sent), received: decode(...received) }
}

/** 32-bit floats in base64, and their rate in Hz. */
function decode(base64: string, rate: number): Float32Array {
  const samples = new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer)
  return upsample(samples, rate, RATE)
}
