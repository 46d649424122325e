import { readFileSync, writeFileSync } from 'node:fs'

/** Sound of one channel, from -1 to 1. */
export interface Sound {
  readonly sampleRate: number
  readonly samples: Float32Array
}

/** Writes a mono 16-bit WAV file. */
export function writeWav(file: string, { sampleRate, samples }: Sound): void {
  const wav = Buffer.alloc(44 + samples.length * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples.length * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(sampleRate, 24)
  wav.writeUInt32LE(sampleRate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => wav.writeInt16LE(Math.round(sample * 32_767), 44 + i * 2))
  writeFileSync(file, wav)
}

/** Reads a mono 16-bit WAV file. */
export function readWav(file: string): Sound {
  const wav = readFileSync(file)
  let at = 12
  while (wav.toString('latin1', at, at + 4) !== 'data') at += 8 + wav.readUInt32LE(at + 4)
  const data = wav.subarray(at + 8)
  const samples = Float32Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(i * 2) / 32_768)
  return { sampleRate: wav.readUInt32LE(24), samples }
}
