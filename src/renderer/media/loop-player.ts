import { distinctSpeakers, steer, SYSTEM_SPEAKER } from './speakers.ts'

/** Seconds in which a stopped sound goes, so that it does not click. */
const FALL = 0.03
/** Where a sound that swells begins, of its full strength, and the seconds until it has that. */
const SWELL_FROM = 0.15
const SWELL = 2

export interface LoopOptions {
  readonly load: () => AudioBuffer | Promise<AudioBuffer>
  /** Device ids as `enumerateDevices()` gives them; empty is where the system plays. */
  readonly speakers: readonly string[]
  readonly gain: number
  /** `swell`: it starts softly and is at full strength after two seconds. */
  readonly start: 'at-once' | 'swell'
  /** How often it is played; Infinity is until it is stopped. */
  readonly rounds: number
  readonly onEnded?: () => void
}

/** Plays a sound over and over at some speakers until the returned function is called. */
export function playLoop({ load, speakers, gain, start, rounds, onEnded }: LoopOptions): () => void {
  const voices: Voice[] = []
  let isOver = false
  const stop = (): void => {
    isOver = true
    for (const voice of voices.splice(0)) voice.stop()
  }
  const begin = async (): Promise<void> => {
    const [buffer, wanted] = await Promise.all([load(), distinctSpeakers(speakers)])
    for (const speaker of wanted) {
      if (isOver) return
      const context = new AudioContext()
      const isThere = await steer(context, speaker)
      // A speaker that is gone: the system's own plays instead, unless it plays already.
      if (isOver || (!isThere && wanted.includes(SYSTEM_SPEAKER))) {
        void context.close()
        continue
      }
      voices.push(createVoice(context, buffer, { gain, start, rounds }))
    }
    voices[0]?.onEnded(() => {
      if (isOver) return
      stop()
      onEnded?.()
    })
  }
  begin().catch((error: unknown) => {
    console.error('A sound cannot be played:', error)
    onEnded?.()
  })
  return stop
}

interface Voice {
  onEnded(listener: () => void): void
  stop(): void
}

/** A sound that plays in a context of its own. */
function createVoice(
  context: AudioContext,
  buffer: AudioBuffer,
  { gain, start, rounds }: Pick<LoopOptions, 'gain' | 'start' | 'rounds'>,
): Voice {
  const source = new AudioBufferSourceNode(context, { buffer, loop: true })
  const level = new GainNode(context, { gain })
  source.connect(level).connect(context.destination)
  source.addEventListener('ended', () => void context.close())
  const play = (): void => {
    const { currentTime } = context
    if (start === 'swell') {
      level.gain.setValueAtTime(gain * SWELL_FROM, currentTime)
      level.gain.exponentialRampToValueAtTime(gain, currentTime + SWELL)
    }
    source.start()
    if (rounds !== Infinity) source.stop(currentTime + rounds * buffer.duration)
  }
  // A page that nobody has touched yet may not sound (autoplay policy): the first touch lets it.
  const resume = (): void => void context.resume().catch(() => {})
  const gone = new AbortController()
  if (context.state === 'running') play()
  else {
    const { signal } = gone
    const onRunning = (): void => {
      if (context.state !== 'running') return
      gone.abort()
      play()
    }
    context.addEventListener('statechange', onRunning, { signal })
    for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, resume, { signal })
    resume()
  }
  return {
    onEnded: (listener) => source.addEventListener('ended', listener),
    stop() {
      gone.abort()
      if (context.state === 'closed') return
      if (context.state !== 'running') return void context.close()
      const { currentTime } = context
      level.gain.cancelAndHoldAtTime?.(currentTime)
      level.gain.linearRampToValueAtTime(0, currentTime + FALL)
      source.stop(currentTime + FALL)
    },
  }
}
