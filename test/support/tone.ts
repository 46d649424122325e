import { writeWav } from './wav.ts'

const SAMPLE_RATE = 48_000

/** Writes a WAV file with a sine of `frequency` Hz at a quarter of full scale. Chromium plays it in a loop. */
export function writeTone(file: string, frequency: number, seconds = 10): void {
  const samples = new Float32Array(SAMPLE_RATE * seconds)
  for (let i = 0; i < samples.length; i++)
    samples[i] = Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE) / 4
  writeWav(file, { sampleRate: SAMPLE_RATE, samples })
}
