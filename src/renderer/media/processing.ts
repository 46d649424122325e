import type { Processing } from '../../shared/model/sound.ts'

/** What the browser is asked to do to a voice. RNNoise is not the browser's. */
interface Constraints {
  readonly echoCancellation: boolean
  readonly autoGainControl: boolean
  readonly noiseSuppression: boolean
  readonly channelCount: number
}

export function toConstraints({ echoCancellation, autoGain, noise, stereo }: Processing): Constraints {
  return {
    echoCancellation,
    autoGainControl: autoGain,
    noiseSuppression: noise === 'browser',
    channelCount: stereo ? 2 : 1,
  }
}

/**
 * The same, and nothing else: while another track of the device lives, Chromium gives what that one has, unless it has to
 * give something else.
 */
export function toExactConstraints(wish: Processing): MediaTrackConstraints {
  const { echoCancellation, autoGainControl, noiseSuppression, channelCount } = toConstraints(wish)
  return {
    echoCancellation: { exact: echoCancellation },
    autoGainControl: { exact: autoGainControl },
    noiseSuppression: { exact: noiseSuppression },
    channelCount,
  }
}

/** What is done to a voice in truth, whatever was asked. */
export function readProcessing(track: MediaStreamTrack, isDenoised: boolean): Processing {
  const settings = track.getSettings()
  return {
    echoCancellation: settings.echoCancellation === true,
    autoGain: settings.autoGainControl === true,
    noise: isDenoised ? 'rnnoise' : settings.noiseSuppression === true ? 'browser' : 'off',
    stereo: (settings.channelCount ?? 1) > 1,
  }
}

/** Whether what is done is what was asked for. A channel too much does no harm. */
export function isProcessedAs(truth: Processing, wish: Processing): boolean {
  return (
    truth.echoCancellation === wish.echoCancellation &&
    truth.autoGain === wish.autoGain &&
    truth.noise === wish.noise &&
    (truth.stereo || !wish.stereo)
  )
}
