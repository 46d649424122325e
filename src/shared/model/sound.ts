import { z } from 'zod'

/** `browser`: the one built into the browser. `rnnoise`: the neural one that comes with Tincan. */
export const NoiseSuppression = z.enum(['off', 'browser', 'rnnoise'])
export type NoiseSuppression = z.infer<typeof NoiseSuppression>

/** What is done to my voice before it is sent. */
export const Processing = z.object({
  echoCancellation: z.boolean(),
  autoGain: z.boolean(),
  noise: NoiseSuppression,
  /** Two channels; a voice needs one. */
  stereo: z.boolean(),
})
export type Processing = z.infer<typeof Processing>

/** What opens the microphone by itself in the talk mode `voice`. */
export const Gate = z.object({
  /** Level at which it opens, in dB of full scale; `automatic` follows the noise of the room. */
  threshold: z.union([z.literal('automatic'), z.number().min(-80).max(0)]),
  /** How much from before the opening is sent, in milliseconds: the first syllable. It delays the voice by as much. */
  prerollMs: z.number().int().min(60).max(200),
  /** How long it stays open after the last word, in milliseconds. */
  holdMs: z.number().int().min(100).max(2_000),
})
export type Gate = z.infer<typeof Gate>

/** Of the encoder, in kbit/s; `automatic` follows loss and the bandwidth that there is. */
export const Bitrate = z.union([z.literal('automatic'), z.number().int().min(16).max(128)])
export type Bitrate = z.infer<typeof Bitrate>

/**
 * Whether each packet carries the one before it again (RFC 2198, `audio/red`). `automatic`: where loss is seen, and
 * wherever nobody would miss what it takes.
 */
export const Redundancy = z.enum(['automatic', 'always', 'off'])
export type Redundancy = z.infer<typeof Redundancy>

/** How much sound the sound card is given at once: the less, the sooner it is heard. `system` leaves it to Chromium. */
export const AudioBuffers = z.enum(['smallest', 'small', 'system'])
export type AudioBuffers = z.infer<typeof AudioBuffers>

/** The next larger ones, for a computer that is too slow for these. */
export function largerBuffers(buffers: AudioBuffers): AudioBuffers {
  return buffers === 'smallest' ? 'small' : 'system'
}

/** How loud a person is for me, from 0 to 2 of what they send. */
export const Volume = z.number().min(0).max(2)
/** From where a person is heard: -1 left, 0 the middle, 1 right. */
export const Pan = z.number().min(-1).max(1)

export const PRESETS = {
  voice: { echoCancellation: true, autoGain: true, noise: 'browser', stereo: false },
  'noisy-room': { echoCancellation: true, autoGain: true, noise: 'rnnoise', stereo: false },
  music: { echoCancellation: false, autoGain: false, noise: 'off', stereo: true },
} as const satisfies Record<string, Processing>
export type Preset = keyof typeof PRESETS
