import type { Processing } from '../../shared/model/sound.ts'
import type { MicrophoneWish } from './open-track.ts'
import { openProcessedTrack, type ProcessedTrack } from './processed-track.ts'
import { steer } from './speakers.ts'

/** One sentence: as the others get it, and as the microphone gives it; in step, and equally long. */
export interface Comparison {
  readonly processed: AudioBuffer
  readonly untouched: AudioBuffer
}

const UNTOUCHED: Processing = { echoCancellation: false, autoGain: false, noise: 'off', stereo: true }
/** Of the recording, in bit/s: so much that it adds nothing of its own. */
const BITRATE = 256_000
/** How often the recorder gives what it has, in milliseconds. */
const PIECE_MS = 200
/** Seconds in which one takes over from the other. */
const CROSSFADE = 0.02

/**
 * Records both at once until the signal is aborted, and closes the microphone again. Rejects as `getUserMedia` does.
 *
 * @param onBegun now is the time to speak
 */
export async function recordComparison(
  wish: MicrophoneWish,
  ended: AbortSignal,
  onBegun: () => void,
): Promise<Comparison> {
  const opened: ProcessedTrack[] = []
  const open = async (processing: Processing): Promise<MediaStreamTrack> => {
    const one = await openProcessedTrack({ ...wish, processing })
    opened.push(one)
    return one.track
  }
  try {
    const processed = await open(wish.processing)
    const untouched = await open(UNTOUCHED)
    const both = [record(processed, ended), record(untouched, ended)]
    // A device may take a second to give its first sound to the second one.
    await Promise.all(both.map(({ begun }) => begun))
    onBegun()
    const [a, b] = (await Promise.all(both.map(({ sound }) => sound))) as [AudioBuffer, AudioBuffer]
    // What one has heard longer than the other is at its beginning: both ended at once.
    const length = Math.min(a.length, b.length)
    return { processed: lastOf(a, length), untouched: lastOf(b, length) }
  } finally {
    for (const one of opened) one.close()
  }
}

interface Recorded {
  /** Resolves with the first sound, or when there will be none. */
  readonly begun: Promise<void>
  readonly sound: Promise<AudioBuffer>
}

function record(track: MediaStreamTrack, ended: AbortSignal): Recorded {
  const recorder = new MediaRecorder(new MediaStream([track]), { audioBitsPerSecond: BITRATE })
  const pieces: Blob[] = []
  const isStopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()))
  const isHeard = new Promise<void>((resolve) =>
    recorder.addEventListener('dataavailable', ({ data }) => {
      pieces.push(data)
      if (data.size > 0) resolve()
    }),
  )
  recorder.start(PIECE_MS)
  const finish = async (): Promise<AudioBuffer> => {
    // It stops by itself when the microphone is pulled out. Of an empty recording nothing can be made.
    await Promise.race([isStopped, Promise.all([isHeard, untilAborted(ended)])])
    if (recorder.state !== 'inactive') recorder.stop()
    await isStopped
    const bytes = await new Blob(pieces).arrayBuffer()
    return new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
  }
  return { begun: Promise.race([isStopped, isHeard]), sound: finish() }
}

function lastOf(sound: AudioBuffer, length: number): AudioBuffer {
  const { numberOfChannels, sampleRate } = sound
  const end = new AudioBuffer({ numberOfChannels, sampleRate, length })
  for (let channel = 0; channel < numberOfChannels; channel++) {
    end.copyToChannel(sound.getChannelData(channel).subarray(sound.length - length), channel)
  }
  return end
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve())
  })
}

export interface ComparisonPlayer {
  hear(which: keyof Comparison): void
  stop(): void
}

/** Plays both in step, over and over; one of them is heard. */
export function playComparison({ processed, untouched }: Comparison, speaker: string): ComparisonPlayer {
  const context = new AudioContext()
  const start = (buffer: AudioBuffer, gain: number): GainNode => {
    const source = new AudioBufferSourceNode(context, { buffer, loop: true })
    const level = new GainNode(context, { gain })
    source.connect(level).connect(context.destination)
    source.start()
    return level
  }
  const levels = { processed: start(processed, 1), untouched: start(untouched, 0) }
  void steer(context, speaker)
  return {
    hear(which) {
      for (const [name, { gain }] of Object.entries(levels))
        gain.setTargetAtTime(name === which ? 1 : 0, context.currentTime, CROSSFADE / 3)
    },
    stop: () => void context.close(),
  }
}
