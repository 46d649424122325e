import { createSpeakingDetector } from './speaking.ts'

/** What is kept from before the first word, so that it is whole, and of what was said at most; in seconds. */
const BEFORE = 0.4
const LONGEST = 20
/** A detector of speech is asked so often, in seconds. */
const LOOK = 0.1

/** Takes sound as it comes and gives as much back. */
export type Parrot = (heard: Float32Array, spoken: Float32Array) => void

/** Listens until somebody has spoken, then says it again, and listens anew. */
export function createParrot(sampleRate: number): Parrot {
  const speaks = createSpeakingDetector()
  const lookEvery = Math.round(LOOK * sampleRate)
  let words: Float32Array[] = []
  let length = 0
  let wasSpeech = false
  let looked = 0
  let squares = 0
  let now = 0
  /** What is being said again, and how far. */
  let saying: Float32Array | null = null
  let said = 0

  const look = (): boolean => {
    now += LOOK * 1_000
    const isSpeech = speaks(Math.sqrt(squares / looked), now)
    const isOver = wasSpeech && (!isSpeech || length >= LONGEST * sampleRate)
    wasSpeech = isSpeech
    looked = 0
    squares = 0
    return isOver
  }
  const listen = (heard: Float32Array): void => {
    words.push(heard.slice())
    length += heard.length
    const most = (wasSpeech ? LONGEST + 1 : BEFORE) * sampleRate
    while (length > most) length -= words.shift()!.length
    for (const sample of heard) squares += sample * sample
    looked += heard.length
    if (looked < lookEvery || !look()) return
    saying = joined(words, length)
    said = 0
    words = []
    length = 0
    wasSpeech = false
  }

  return (heard, spoken) => {
    spoken.fill(0)
    if (saying === null) return listen(heard)
    spoken.set(saying.subarray(said, said + spoken.length))
    said += spoken.length
    if (said >= saying.length) saying = null
  }
}

function joined(pieces: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
