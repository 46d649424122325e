/** A level at which speech starts to count, and one below which it no longer does, both of full scale. */
const SPEECH_ON = 0.02
const SPEECH_OFF = 0.01
/** A pause between two words does not end speech, in milliseconds. */
const HANG_MS = 400

/** Reads the level of a track, 0 (silence) to 1 (full scale). */
export interface LevelMeter {
  read(): number
  close(): void
}

export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(context, { fftSize: 1024 })
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    read() {
      analyser.getFloatTimeDomainData(samples)
      let peak = 0
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
      return Math.min(1, peak)
    },
    close() {
      source.disconnect()
      void context.close()
    },
  }
}

/** Whether somebody speaks, from a level that is read again and again. */
export function createSpeechDetector(): (level: number, now: number) => boolean {
  let isSpeaking = false
  let quietSince = 0
  return (level, now) => {
    if (level >= SPEECH_ON) isSpeaking = true
    if (level >= SPEECH_OFF) quietSince = now
    else if (now - quietSince > HANG_MS) isSpeaking = false
    return isSpeaking
  }
}
