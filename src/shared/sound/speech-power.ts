/** Below this nobody speaks: a fan, a lorry, the mains (Hz). */
const RUMBLE = 100

/** Measures the mean power of pieces of sound, over all channels and without the rumble below a voice. */
export function createSpeechPower(sampleRate: number): (channels: readonly Float32Array[]) => number {
  const pole = Math.exp((-2 * Math.PI * RUMBLE) / sampleRate)
  const states: { input: number; output: number }[] = []
  return (channels) => {
    let sum = 0
    let count = 0
    for (const [channel, samples] of channels.entries()) {
      const state = (states[channel] ??= { input: 0, output: 0 })
      for (const sample of samples) {
        // A high-pass of first order.
        state.output = sample - state.input + pole * state.output
        state.input = sample
        sum += state.output * state.output
      }
      count += samples.length
    }
    return count === 0 ? 0 : sum / count
  }
}
