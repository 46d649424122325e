import type { ReadableStore } from '../../../shared/store.ts'
import type { GateState } from '../../../shared/sound/gate-decision.ts'
import { createVoiceChain, type ChainWish } from './voice-chain.ts'

/** A track through the gate and RNNoise. */
export interface SendChain {
  /** What comes out. */
  readonly track: MediaStreamTrack
  /** Null without a gate. */
  readonly gate: ReadableStore<GateState | null>
  set(wish: ChainWish): Promise<void>
  /** Resolves when a word has ended, so that another track can take over unheard; after a second at the latest. */
  pause(): Promise<void>
  close(): void
}

export type CreateSendChain = (source: MediaStreamTrack, wish: ChainWish) => Promise<SendChain>

/** Nobody hears a click in sound below this, of full scale. */
const QUIET = 0.003
const PAUSE_WITHIN_MS = 1_000
const LOOK_EVERY_MS = 10

/** Rejects where the browser cannot do it. */
export const createSendChain: CreateSendChain = async (source, wish) => {
  // RNNoise works at 48 kHz. Nothing is played here, so it needs no speaker (Chromium has it: Web Audio, section 1.2.1).
  const options: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
    sampleRate: 48_000,
    latencyHint: 'interactive',
    sinkId: { type: 'none' },
  }
  const context = new AudioContext(options)
  try {
    const input = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([source]) })
    const output = new MediaStreamAudioDestinationNode(context, { channelCount: 2 })
    const analyser = new AnalyserNode(context, { fftSize: 512 })
    input.connect(analyser)
    const chain = createVoiceChain(context, input, output)
    await Promise.all([chain.set(wish), context.resume()])
    return {
      track: output.stream.getAudioTracks()[0]!,
      gate: chain.gate,
      set: chain.set,
      pause: () => untilQuiet(analyser),
      close() {
        chain.close()
        void context.close()
      },
    }
  } catch (error) {
    void context.close()
    throw error
  }
}

async function untilQuiet(analyser: AnalyserNode): Promise<void> {
  const samples = new Float32Array(analyser.fftSize)
  for (let waited = 0; waited < PAUSE_WITHIN_MS; waited += LOOK_EVERY_MS) {
    analyser.getFloatTimeDomainData(samples)
    if (samples.every((sample) => Math.abs(sample) < QUIET)) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
