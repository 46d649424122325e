/** What TypeScript's DOM types leave out of the scope of a worklet (W3C Web Audio, section 1.32). */
interface WorkletScope {
  readonly sampleRate: number
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort }
  readonly registerProcessor: (name: string, processor: new (options: never) => Processor) => void
}

/** A piece of sound by channel. */
export type Channels = readonly Float32Array[]

interface Processor {
  /** False when it has nothing left to do. */
  process(inputs: readonly Channels[], outputs: readonly Channels[]): boolean
}

/** Samples that a worklet is given at once (W3C Web Audio, section 1.1). */
export const QUANTUM = 128

export const { sampleRate, AudioWorkletProcessor, registerProcessor } = globalThis as unknown as WorkletScope
