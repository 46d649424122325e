import programUrl from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url'
import type { Gate } from '../../../shared/model/sound.ts'
import type { GateSettings, GateState } from '../../../shared/sound/gate-decision.ts'
import denoiseUrl from './denoise.worklet.ts?worker&url'
import gateUrl from './gate.worklet.ts?worker&url'

/** A part of the chain. */
export interface ChainNode {
  readonly node: AudioNode
  /** Ends it: a worklet does not end by being disconnected. */
  end(): void
}

export interface GateNode extends ChainNode {
  set(settings: GateSettings): void
}

export async function createGateNode(
  context: BaseAudioContext,
  gate: Gate,
  onState: (state: GateState) => void,
): Promise<GateNode> {
  await context.audioWorklet.addModule(gateUrl)
  const node = new AudioWorkletNode(context, 'gate', { processorOptions: gate })
  node.port.onmessage = ({ data }: MessageEvent<GateState>) => onState(data)
  return {
    node,
    set: (settings) => node.port.postMessage(settings),
    end() {
      node.port.onmessage = null
      node.port.postMessage(null)
    },
  }
}

/** Compiled once for all chains. */
let compiled: Promise<WebAssembly.Module> | null = null

async function compile(): Promise<WebAssembly.Module> {
  try {
    const response = await fetch(programUrl)
    return await WebAssembly.compile(await response.arrayBuffer())
  } catch (error) {
    // The next one tries again.
    compiled = null
    throw error
  }
}

export async function createDenoiseNode(context: BaseAudioContext): Promise<ChainNode> {
  compiled ??= compile()
  const [program] = await Promise.all([compiled, context.audioWorklet.addModule(denoiseUrl)])
  const node = new AudioWorkletNode(context, 'denoise', { processorOptions: { program } })
  return { node, end: () => node.port.postMessage(null) }
}
