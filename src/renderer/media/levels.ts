import { createBandwidthFinder, type Bandwidth } from '../../shared/sound/bandwidth.ts'

/** A level at which speech starts to count, and one below which it no longer does, both of full scale. */
const SPEECH_ON = 0.02
const SPEECH_OFF = 0.01
/** A pause between two words does not end speech, in milliseconds. */
const HANG_MS = 400

/** Reads the level of a track, 0 (silence) to 1 (full scale). */
export interface LevelMeter {
  read(): number
  /** False while the browser holds sound back, as before the first click in a page: then a level says nothing. */
  isRunning(): boolean
  close(): void
}

/** Reads a microphone: also how high its sound reaches, as far as was heard when it was asked. */
export interface VoiceMeter extends LevelMeter {
  bandwidth(): Bandwidth
}

export function createLevelMeter(track: MediaStreamTrack): VoiceMeter {
  const context = new AudioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(context, { fftSize: 1024, smoothingTimeConstant: 0 })
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const spectrum = new Float32Array(analyser.frequencyBinCount)
  const findBandwidth = createBandwidthFinder(context.sampleRate / 2)
  return {
    read() {
      analyser.getFloatTimeDomainData(samples)
      let peak = 0
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
      return Math.min(1, peak)
    },
    isRunning: () => context.state === 'running',
    bandwidth() {
      analyser.getFloatFrequencyData(spectrum)
      return findBandwidth(spectrum)
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
