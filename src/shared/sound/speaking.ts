/** From here on it is speech however loud the room is, and below the other it is none; of full scale. */
const SURELY = 0.02
const HARDLY = 0.004
/** Speech stands so far out of the noise of its room, by amplitude: 12 dB. It ends at half as much. */
const OVER_NOISE = 4
/** The noise is the quietest that was heard of late: what lasts becomes noise, by 4 dB a second. */
const FORGET = 1.047
const LEAST_NOISE = 0.0002
/** A pause between two words does not end speech, in milliseconds. */
const HANG_MS = 400

/** Whether somebody speaks, from the level of what comes of them, which is read ten times a second. */
export function createSpeakingDetector(): (level: number, now: number) => boolean {
  let noise = LEAST_NOISE
  let isSpeaking = false
  let lastSpeech = -Infinity
  return (level, now) => {
    noise = Math.max(LEAST_NOISE, Math.min(level, noise * FORGET))
    const on = Math.min(SURELY, Math.max(HARDLY, noise * OVER_NOISE))
    if (level >= on) isSpeaking = true
    if (level >= on / 2) lastSpeech = now
    if (now - lastSpeech > HANG_MS) isSpeaking = false
    return isSpeaking
  }
}
