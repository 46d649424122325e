import { writeFileSync } from 'node:fs'

const SAMPLE_RATE = 48_000

/** Writes a mono 16-bit WAV file with a sine of `frequency` Hz at a quarter of full scale. Chromium plays it in a loop. */
export function writeTone(file: string, frequency: number, seconds = 10): void {
  const samples = SAMPLE_RATE * seconds
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE, 24)
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const value = Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE) * 0.25
    wav.writeInt16LE(Math.round(value * 32_767), 44 + i * 2)
  }
  writeFileSync(file, wav)
}
