import type { App } from 'electron'
import type { Settings } from '../shared/model/settings.ts'

/** Samples that the sound card is given at once: 3 or 5 ms, where Chromium by itself takes two to eight times as many. */
const SAMPLES = { smallest: '128', small: '256' } as const

/** Asks Chromium for small buffers of sound, which are heard sooner. Only before the app is ready it listens. */
export function chooseAudioBuffers(
  { commandLine }: { readonly commandLine: Pick<App['commandLine'], 'appendSwitch'> },
  { audioBuffers }: Pick<Settings, 'audioBuffers'>,
): void {
  if (audioBuffers !== 'system') commandLine.appendSwitch('audio-buffer-size', SAMPLES[audioBuffers])
}
