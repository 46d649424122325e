import type { Page } from '@playwright/test'

/** What a page plays through Web Audio: listened to, not changed. */
export interface Playback {
  /** Levels of tones, in dBFS, in the loudest context that plays now; -Infinity without any. */
  levels(frequencies: readonly number[]): number[]
  /** Whether a context is at work. */
  isPlaying(): boolean
  /** The speakers of the contexts at work; empty is the system's. */
  speakers(): string[]
  /** How loud each context's first sounds were, as [seconds since its start, loudest sample], for as long as it plays. */
  readonly swells: (readonly [number, number])[][]
}

/** Runs in the page before anything else. It must not use anything from outside of itself. */
export function tapPlayback(): void {
  const taps = new Map<BaseAudioContext, AnalyserNode>()
  const live = (): [AudioContext, AnalyserNode][] =>
    [...taps].filter((tap): tap is [AudioContext, AnalyserNode] => tap[0].state === 'running')
  const swells: [number, number][][] = []

  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode
  const tapped = function tapped(this: AudioNode, target: AudioNode, ...rest: number[]): AudioNode {
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
      const { context } = target
      const analyser =
        taps.get(context) ?? new AnalyserNode(context, { fftSize: 32_768, smoothingTimeConstant: 0 })
      taps.set(context, analyser)
      connect.call(this, analyser)
      measure(context, this)
    }
    return connect.call(this, target, ...rest)
  }
  AudioNode.prototype.connect = tapped as typeof connect

  /** Takes the loudest sample of each tenth of a second. */
  const measure = (context: AudioContext, source: AudioNode): void => {
    const swell: [number, number][] = []
    swells.push(swell)
    const analyser = new AnalyserNode(context, { fftSize: 8_192 })
    connect.call(source, analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      if (context.state === 'closed') return clearInterval(timer)
      analyser.getFloatTimeDomainData(samples)
      swell.push([context.currentTime, samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)])
    }, 100)
  }

  const playback: Playback = {
    levels: (frequencies) =>
      frequencies.map((frequency) => {
        const found = live().map(([context, analyser]) => {
          const bins = new Float32Array(analyser.frequencyBinCount)
          analyser.getFloatFrequencyData(bins)
          const bin = Math.round((frequency / context.sampleRate) * analyser.fftSize)
          return Math.max(...bins.subarray(bin - 3, bin + 4))
        })
        return Math.max(-Infinity, ...found)
      }),
    isPlaying: () => live().length > 0,
    speakers: () => live().map(([context]) => (context as AudioContext & { sinkId: string }).sinkId),
    swells,
  }
  Object.assign(globalThis, { playback })
}

export function playback<T>(page: Page, read: (playback: Playback) => T): Promise<T> {
  return page.evaluate<T>(`(${read.toString()})(globalThis.playback)`)
}
