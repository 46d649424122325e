import { parse, parseParams, write, type MediaDescription } from 'sdp-transform'

// The one place that reads or writes SDP (RFC 8866), for what no API of a peer connection can say.

/** Opus parameters of a receiver (RFC 7587, section 6.1). They ask the other side; no sender is bound by them. */
export interface Reception {
  /** Milliseconds of sound in a packet (RFC 8866, section 6.4). */
  readonly packetMs: number
  readonly dtx: boolean
  /** In bit/s; null asks for nothing. */
  readonly maxBitrate: number | null
}

/** How a browser is to pack what it sends: it obeys the description of the other side. */
export interface Packing {
  readonly packetMs: number
  /** RED first (RFC 2198), if both have it. */
  readonly redundant: boolean
  readonly stereo: boolean
  readonly dtx: boolean
}

/** The same as the other side's description has it. */
export interface AskedPacking extends Packing {
  /** The most that it wants to be sent, in bit/s; null where it does not say. */
  readonly maxBitrate: number | null
}

/** My own description, before it is set and sent: what I can take, and how I would like it. */
export function withReception(sdp: string, { packetMs, dtx, maxBitrate }: Reception): string {
  return edit(sdp, (audio) => {
    audio.ptime = packetMs
    // Two channels can always be taken; whether there are two is up to the sender.
    setParams(audio, { stereo: 1, usedtx: Number(dtx), maxaveragebitrate: maxBitrate })
  })
}

/** The other side's description, before it is applied: changed to what I want to send. */
export function withPacking(sdp: string, packing: Packing): string {
  return edit(sdp, (audio) => {
    const asked = packingOf(audio)
    // Who asks for longer packets has a reason, on either side.
    audio.ptime = Math.max(packing.packetMs, asked.packetMs)
    setParams(audio, {
      stereo: Number(packing.stereo && asked.stereo),
      usedtx: Number(packing.dtx && asked.dtx),
    })
    const red = payloadOf(audio, 'red')
    const others = payloadsOf(audio).filter((payload) => payload !== red)
    if (red === null) return
    const isFirst = packing.redundant || asked.redundant
    audio.payloads = (isFirst ? [red, ...others] : [...others, red]).join(' ')
  })
}

/** How a browser packs what it sends under this description of the other side; null without a part for sound. */
export function readPacking(sdp: string): AskedPacking | null {
  const audio = findAudio(safeParse(sdp))
  return audio === null ? null : packingOf(audio)
}

/** What a browser takes when nothing is said. */
const USUAL_PACKET_MS = 20

function packingOf(audio: MediaDescription): AskedPacking {
  const red = payloadOf(audio, 'red')
  const params = paramsOf(audio)
  return {
    // A text where no number can be read, and 0 where nothing stands.
    packetMs: Number(audio.ptime) || USUAL_PACKET_MS,
    redundant: red !== null && payloadsOf(audio)[0] === red,
    stereo: params['stereo'] === 1,
    dtx: params['usedtx'] === 1,
    maxBitrate: Number(params['maxaveragebitrate']) || null,
  }
}

function edit(sdp: string, change: (audio: MediaDescription) => void): string {
  const session = safeParse(sdp)
  const audio = findAudio(session)
  // What the parser cannot write back line by line is left as it is: a call without these wishes is still a call.
  if (session === null || audio === null || !isSameText(write(session), sdp)) return sdp
  change(audio)
  return write(session)
}

type Session = ReturnType<typeof parse>

function safeParse(sdp: string): Session | null {
  try {
    return parse(sdp)
  } catch {
    return null
  }
}

/** The first part for sound that has Opus in it. */
function findAudio(session: Session | null): MediaDescription | null {
  return session?.media.find((part) => part.type === 'audio' && payloadOf(part, 'opus') !== null) ?? null
}

/** The parser makes a number of whatever reads like one. */
const textOf = (value: string | number = ''): string => String(value)

const payloadsOf = ({ payloads }: MediaDescription): string[] => textOf(payloads).split(' ').filter(Boolean)

function payloadOf(audio: MediaDescription, codec: string): string | null {
  const found = audio.rtp.find((entry) => textOf(entry.codec).toLowerCase() === codec)
  const payload = found === undefined ? null : textOf(found.payload)
  return payload !== null && payloadsOf(audio).includes(payload) ? payload : null
}

const fmtpOf = (audio: MediaDescription) =>
  audio.fmtp.find((entry) => textOf(entry.payload) === payloadOf(audio, 'opus'))

function paramsOf(audio: MediaDescription): Record<string, unknown> {
  return parseParams(fmtpOf(audio)?.config ?? '')
}

/** Sets parameters of Opus and leaves the others alone; null takes one out. */
function setParams(audio: MediaDescription, change: Readonly<Record<string, number | null>>): void {
  const config = Object.entries({ ...paramsOf(audio), ...change })
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(';')
  const fmtp = fmtpOf(audio)
  if (fmtp === undefined) audio.fmtp.push({ payload: Number(payloadOf(audio, 'opus')), config })
  else fmtp.config = config
}

function isSameText(a: string, b: string): boolean {
  const lines = (text: string): string =>
    text
      .split(/\r?\n/)
      // Spaces count as one: the writer puts two before `WMS`.
      .map((line) => line.replace(/ +/g, ' '))
      .filter(Boolean)
      .toSorted()
      .join('\n')
  return lines(a) === lines(b)
}
