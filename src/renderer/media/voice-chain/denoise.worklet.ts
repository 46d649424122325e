import { createReblock, type Reblock } from '../../../shared/sound/reblock.ts'
import { AudioWorkletProcessor, QUANTUM, registerProcessor, type Channels } from '../worklet-scope.ts'
import { RNNOISE_FRAME, startRnnoise } from './rnnoise.ts'

/** Runs RNNoise on every channel by itself, until the page says that it is over. */
class DenoiseProcessor extends AudioWorkletProcessor {
  readonly #addChannel
  readonly #channels: Reblock[] = []
  #isOver = false

  constructor({ processorOptions }: { readonly processorOptions: { readonly program: WebAssembly.Module } }) {
    super()
    this.#addChannel = startRnnoise(processorOptions.program)
    this.port.onmessage = () => (this.#isOver = true)
  }

  process([input = []]: readonly Channels[], [output = []]: readonly Channels[]): boolean {
    for (const [channel, samples] of output.entries()) {
      const worked = (this.#channels[channel] ??= createReblock(RNNOISE_FRAME, QUANTUM, this.#addChannel()))
      if (input[channel] === undefined) samples.fill(0)
      else samples.set(input[channel])
      worked.exchange(samples)
    }
    return !this.#isOver
  }
}

registerProcessor('denoise', DenoiseProcessor)
