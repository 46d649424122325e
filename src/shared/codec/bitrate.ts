import type { CodecWishes, PacketMs } from './plan.ts'

export const LEAST_BITRATE = 16_000
/** Loss on a path that is not full is no reason to go below this. */
const LEAST_UNCROWDED = 24_000
const VOICE_BITRATE = 40_000
const MUSIC_BITRATE = 128_000

/** What a packet weighs besides its sound: IPv4, UDP, RTP with its extensions, SRTP's tag; in bits. */
const PACKET_BITS = 70 * 8
/** Share of the estimated bandwidth that is used, so that it does not fill the queue. */
const SHARE = 0.85
/** Loss from which on a voice is sent with so many bit/s at most: the copies come on top. Less would be heard as worse. */
const LOSSY = 0.02
const LOSSY_BITRATE = 32_000
/** How fast it may grow again, per second. */
const GROWTH = 1.1

export interface BitrateContext {
  readonly wishes: CodecWishes
  readonly packetMs: PacketMs
  readonly redundant: boolean
  readonly loss: number
  readonly isCrowded: boolean
  /** Null where nothing says that there is too little. */
  readonly availableBitrate: number | null
}

/** What automatic means on a path without any trouble. */
export function fullBitrate({ processing }: CodecWishes): number {
  return processing.stereo ? MUSIC_BITRATE : VOICE_BITRATE
}

/** Whether sound of this bitrate, packed like that, has room in the bandwidth that there is. */
export function fits(
  bitrate: number,
  {
    packetMs,
    redundant,
    availableBitrate,
  }: Pick<BitrateContext, 'packetMs' | 'redundant' | 'availableBitrate'>,
): boolean {
  return availableBitrate === null || bitrate <= roomFor(packetMs, redundant, availableBitrate)
}

function roomFor(packetMs: PacketMs, redundant: boolean, availableBitrate: number): number {
  const headers = (PACKET_BITS * 1000) / packetMs
  return (availableBitrate * SHARE - headers) / (redundant ? 2 : 1)
}

/** The encoder's bitrate, asked once a second: it falls at once and grows slowly. */
export function createBitratePolicy(): (context: BitrateContext) => number {
  let current = Infinity
  return ({ wishes, packetMs, redundant, loss, isCrowded, availableBitrate }) => {
    if (wishes.lowBandwidth) return LEAST_BITRATE
    if (wishes.bitrate !== 'automatic') return wishes.bitrate * 1000
    const room = availableBitrate === null ? Infinity : roomFor(packetMs, redundant, availableBitrate)
    const most = loss >= LOSSY && !wishes.processing.stereo ? LOSSY_BITRATE : fullBitrate(wishes)
    const wanted = Math.min(most, room)
    const least = isCrowded ? LEAST_BITRATE : LEAST_UNCROWDED
    const allowed = Math.max(least, Math.min(wanted, current * GROWTH))
    // In whole kbit/s, so that not every breath of the estimate reaches the encoder.
    current = Math.floor(allowed / 1000) * 1000
    return current
  }
}
