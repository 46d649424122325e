import type { Clock } from '../../shared/clock.ts'
import { panLoss, softClip, type Mix } from '../../shared/sound/mix.ts'
import { steer } from './speakers.ts'

/** The loudest gain that fits: twice the volume, lifted by the leveller. */
const HEADROOM = 16
/** A step of the gain is spread over so much time, in seconds, or it would be heard as a click. */
const SMOOTH_S = 0.01
/** The first sound needs so long to get through, in milliseconds. */
const FILL_MS = 150

/** Plays a stream louder than it comes, or from one side. The stream has to be on a media element too. */
export interface OutputGraph {
  /** Resolves when it plays; never, if the page may not play without a gesture. */
  readonly isPlaying: Promise<void>
  set(mix: Mix): void
  setDevice(deviceId: string): void
  close(): void
}

export function createOutputGraph(stream: MediaStream, deviceId: string, clock: Clock): OutputGraph {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const source = context.createMediaStreamSource(stream)
  // Both sides from here on, so that a voice of one channel is panned like one of two.
  const gain = new GainNode(context, { gain: 0, channelCount: 2, channelCountMode: 'explicit' })
  const panner = new StereoPannerNode(context)
  const limit = new WaveShaperNode(context, { curve: softClip(HEADROOM) })
  source.connect(gain).connect(panner).connect(limit).connect(context.destination)
  void steer(context, deviceId)
  const isPlaying = context
    .resume()
    .then(() => new Promise<void>((resolve) => void clock.setTimer(FILL_MS, resolve)))
  return {
    isPlaying,
    set(mix) {
      const { currentTime } = context
      gain.gain.setTargetAtTime((mix.gain * panLoss(mix.pan)) / HEADROOM, currentTime, SMOOTH_S / 3)
      panner.pan.setTargetAtTime(mix.pan, currentTime, SMOOTH_S / 3)
    },
    setDevice: (next) => void steer(context, next),
    close() {
      source.disconnect()
      void context.close()
    },
  }
}
