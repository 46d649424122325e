/** The images of a macOS icon by their type: what each is for, in pixels. Only types that hold PNG everywhere. */
export const ICNS_TYPES = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
} as const
export type IcnsType = keyof typeof ICNS_TYPES

const HEADER_BYTES = 8

function chunk(type: string, data: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(type, 'latin1')
  header.writeUInt32BE(HEADER_BYTES + data.length, 4)
  return Buffer.concat([header, data])
}

/** An .icns file: chunks of a type, a length that counts its own header, and a PNG. */
export function writeIcns(images: ReadonlyMap<IcnsType, Buffer>): Buffer {
  return chunk('icns', Buffer.concat([...images].map(([type, png]) => chunk(type, png))))
}

/** The chunks of an .icns file. Throws when its lengths do not add up. */
export function readIcns(file: Buffer): Map<string, Buffer> {
  if (file.toString('latin1', 0, 4) !== 'icns' || file.readUInt32BE(4) !== file.length)
    throw new RangeError('This is no .icns file.')
  const images = new Map<string, Buffer>()
  for (let at = HEADER_BYTES; at < file.length; ) {
    const length = file.readUInt32BE(at + 4)
    if (length < HEADER_BYTES || at + length > file.length) throw new RangeError('A chunk is cut off.')
    images.set(file.toString('latin1', at, at + 4), file.subarray(at + HEADER_BYTES, at + length))
    at += length
  }
  return images
}
