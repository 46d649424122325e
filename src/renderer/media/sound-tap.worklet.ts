import { createSlicer } from '../../shared/sound/slice.ts'
import {
  AudioWorkletProcessor,
  QUANTUM,
  registerProcessor,
  sampleRate,
  type Channels,
} from './worklet-scope.ts'

/** It moves on, so it cannot be taken out of its scope (W3C Web Audio, section 1.32.1). */
const scope = globalThis as unknown as { readonly currentFrame: number }

/** Measures what comes in, and plays nothing, until the page says that it is over. */
class SoundTapProcessor extends AudioWorkletProcessor {
  readonly #slicer = createSlicer(sampleRate)
  #isOver = false

  constructor() {
    super()
    this.port.onmessage = () => (this.#isOver = true)
  }

  process([input = []]: readonly Channels[]): boolean {
    const slice = this.#slicer(input, input[0]?.length ?? QUANTUM, scope.currentFrame)
    if (slice !== null) this.port.postMessage(slice)
    return !this.#isOver
  }
}

registerProcessor('sound-tap', SoundTapProcessor)
