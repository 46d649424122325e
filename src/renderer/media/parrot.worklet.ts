import { createParrot } from '../../shared/sound/parrot.ts'
import { AudioWorkletProcessor, registerProcessor, sampleRate, type Channels } from './worklet-scope.ts'

/** Says again what it was told; see parrot.ts. */
class ParrotProcessor extends AudioWorkletProcessor {
  readonly #parrot = createParrot(sampleRate)

  process([input = []]: readonly Channels[], [output = []]: readonly Channels[]): boolean {
    const spoken = output[0]
    // An input to which nothing is connected has no channel (W3C Web Audio, section 1.32.4).
    if (spoken !== undefined) this.#parrot(input[0] ?? new Float32Array(spoken.length), spoken)
    return true
  }
}

registerProcessor('parrot', ParrotProcessor)
