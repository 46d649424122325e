// `node scripts/ringtones.ts`: makes the ringtones from scripts/ringtones/scores.ts, as 16-bit WAV. What it writes is kept
// in the repository; test/unit/repository says when it is out of date.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addNote, SAMPLE_RATE } from './ringtones/instruments.ts'
import { frequencyOf, SCORES, type Score } from './ringtones/scores.ts'
import { root } from './run.ts'

export const RINGTONES_FOLDER = join(root, 'src/renderer/media/ringtones')
/** The loudest sample, of full scale. */
const PEAK = 0.7
/** Seconds over which the end is faded, so that a round ends in silence. */
const FADE = 0.5

/** One round of a ringtone as 16-bit samples. */
export function renderScore({ seconds, instrument, notes }: Score): Int16Array {
  const samples = new Float64Array(Math.round(seconds * SAMPLE_RATE))
  for (const [at, pitch, loudness] of notes) {
    addNote(samples, instrument, { frequency: frequencyOf(pitch), at, loudness })
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const fade = (i: number): number => Math.min(1, (samples.length - 1 - i) / (FADE * SAMPLE_RATE))
  return Int16Array.from(samples, (sample, i) => Math.round((sample / peak) * PEAK * fade(i) * 32_767))
}

/** A RIFF file of one channel of 16-bit PCM. */
export function toWav(samples: Int16Array): Buffer {
  const bytes = samples.length * 2
  const wav = Buffer.alloc(44 + bytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE, 24)
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
  samples.forEach((sample, i) => wav.writeInt16LE(sample, 44 + i * 2))
  return wav
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, score] of Object.entries(SCORES)) {
    writeFileSync(join(RINGTONES_FOLDER, `${name}.wav`), toWav(renderScore(score)))
  }
}
