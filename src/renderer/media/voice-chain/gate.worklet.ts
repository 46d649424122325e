import type { Gate } from '../../../shared/model/sound.ts'
import { createGate } from '../../../shared/sound/gate.ts'
import type { GateSettings, GateState } from '../../../shared/sound/gate-decision.ts'
import {
  AudioWorkletProcessor,
  QUANTUM,
  registerProcessor,
  sampleRate,
  type Channels,
} from '../worklet-scope.ts'

/** How often the page is told the level, in pieces: every 32 ms. Opening and closing it is told at once. */
const TELL_EVERY = 12

/** Runs the gate; the page is told its state, and tells other settings, or null at the end. */
class GateProcessor extends AudioWorkletProcessor {
  readonly #gate
  #isOver = false
  #isOpen = false
  #untold = 0

  constructor({ processorOptions }: { readonly processorOptions: Gate }) {
    super()
    this.#gate = createGate(sampleRate, QUANTUM, processorOptions)
    this.port.onmessage = ({ data }: MessageEvent<GateSettings | null>) => {
      if (data === null) this.#isOver = true
      else this.#gate.set(data)
    }
  }

  process([input = []]: readonly Channels[], [output = []]: readonly Channels[]): boolean {
    this.#tell(this.#gate.process(input, output))
    return !this.#isOver
  }

  #tell(state: GateState): void {
    this.#untold += 1
    if (state.isOpen === this.#isOpen && this.#untold < TELL_EVERY) return
    this.#isOpen = state.isOpen
    this.#untold = 0
    this.port.postMessage(state)
  }
}

registerProcessor('gate', GateProcessor)
