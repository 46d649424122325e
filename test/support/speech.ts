import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWav, type Sound } from './wav.ts'

/** A sentence, spoken by espeak-ng, with its loudest sample at half of full scale. */
export function speak(text: string, voice = 'en-us'): Sound {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-speech-'))
  try {
    const file = join(folder, 'speech.wav')
    execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-w', file, text])
    const { sampleRate, samples } = readWav(file)
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    return { sampleRate, samples: samples.map((sample) => sample / peak / 2) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
