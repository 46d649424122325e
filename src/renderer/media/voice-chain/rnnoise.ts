/** Samples in a frame, at 48 kHz; what comes out is as much later (J.-M. Valin, RNNoise, IEEE MMSP 2018). */
export const RNNOISE_FRAME = 480
/** It wants samples as 16-bit audio has them. */
const FULL_SCALE = 32_768

/** What the program exports, as Emscripten builds it. */
interface RnnoiseExports {
  readonly memory: WebAssembly.Memory
  readonly __wasm_call_ctors: () => void
  readonly emscripten_stack_init: () => void
  readonly malloc: (bytes: number) => number
  readonly rnnoise_create: (model: number) => number
  readonly rnnoise_process_frame: (state: number, output: number, input: number) => number
}

/** Takes the noise out of frames of one channel, in place. */
export type Denoise = (frame: Float32Array) => void

/** Starts the program; each channel gets a state of its own. It is compiled elsewhere, because that takes its time. */
export function startRnnoise(program: WebAssembly.Module): () => Denoise {
  const instance = new WebAssembly.Instance(program, {
    env: {
      emscripten_memcpy_big(target: number, source: number, bytes: number) {
        new Uint8Array(rnnoise.memory.buffer).copyWithin(target, source, source + bytes)
      },
      emscripten_resize_heap: () => 0,
      __assert_fail() {
        throw new Error('RNNoise failed')
      },
    },
  })
  const rnnoise = instance.exports as unknown as RnnoiseExports
  rnnoise.emscripten_stack_init()
  rnnoise.__wasm_call_ctors()
  return () => {
    const state = rnnoise.rnnoise_create(0)
    const place = rnnoise.malloc(RNNOISE_FRAME * Float32Array.BYTES_PER_ELEMENT)
    const samples = new Float32Array(rnnoise.memory.buffer, place, RNNOISE_FRAME)
    return (frame) => {
      for (let i = 0; i < RNNOISE_FRAME; i++) samples[i] = frame[i]! * FULL_SCALE
      rnnoise.rnnoise_process_frame(state, place, place)
      for (let i = 0; i < RNNOISE_FRAME; i++) frame[i] = samples[i]! / FULL_SCALE
    }
  }
}
