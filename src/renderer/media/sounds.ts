export type Sound = 'ring' | 'ringback'

/** Notes of one round: frequency in Hz, start and length in seconds. Then a pause until `everyMs`. */
const PATTERNS: Record<
  Sound,
  { notes: readonly (readonly [number, number, number])[]; everyMs: number; gain: number }
> = {
  ring: {
    notes: [
      [659, 0, 0.18],
      [784, 0.2, 0.18],
      [988, 0.4, 0.34],
    ],
    everyMs: 2_400,
    gain: 0.22,
  },
  ringback: { notes: [[425, 0, 0.9]], everyMs: 4_000, gain: 0.06 },
}

/** Plays one sound at a time, in rounds, until told otherwise. Made by oscillators: there is no file to load. */
export interface Sounds {
  play(sound: Sound | null): void
}

export function createSounds(): Sounds {
  let current: Sound | null = null
  let stop = (): void => {}

  const start = (sound: Sound): (() => void) => {
    const context = new AudioContext()
    const { notes, everyMs, gain } = PATTERNS[sound]
    const round = (): void => {
      // A page that nobody has touched yet may not sound (autoplay policy). Notes must not pile up meanwhile.
      if (context.state !== 'running') return void context.resume()
      for (const [frequency, at, length] of notes)
        playNote(context, frequency, context.currentTime + at, length, gain)
    }
    context.addEventListener('statechange', () => {
      if (context.state === 'running') round()
    })
    round()
    const timer = setInterval(round, everyMs)
    return () => {
      clearInterval(timer)
      void context.close()
    }
  }

  return {
    play(sound) {
      if (sound === current) return
      stop()
      current = sound
      stop = sound === null ? () => {} : start(sound)
    },
  }
}

function playNote(context: AudioContext, frequency: number, at: number, length: number, gain: number): void {
  const oscillator = new OscillatorNode(context, { frequency, type: 'sine' })
  const envelope = new GainNode(context, { gain: 0 })
  envelope.gain.setValueAtTime(0, at)
  envelope.gain.linearRampToValueAtTime(gain, at + 0.02)
  envelope.gain.setValueAtTime(gain, at + length - 0.06)
  envelope.gain.linearRampToValueAtTime(0, at + length)
  oscillator.connect(envelope).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + length)
}
