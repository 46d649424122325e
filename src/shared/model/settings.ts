import { z } from 'zod'
import { Reach } from '../protocol/signaling-events.ts'

/** Every setting has a default, so that an older or damaged file still gives a working app. */
export const Settings = z.object({
  language: z.enum(['system', 'en', 'ko']).default('system').catch('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system').catch('system'),
  /** Who may ring me. `automatic`: everyone until there is a first contact, contacts from then on. */
  reach: z
    .enum(['automatic', ...Reach.options])
    .default('automatic')
    .catch('automatic'),
  /** Run ICE and DTLS during the ring, between accepted contacts only. */
  preconnect: z.boolean().default(true).catch(true),
  /** `relay`: "hide my IP", only relay candidates. */
  iceTransportPolicy: z.enum(['all', 'relay']).default('all').catch('all'),
  /** Device ids as `enumerateDevices()` gives them; empty follows the system. */
  microphoneId: z.string().max(512).default('').catch(''),
  speakerId: z.string().max(512).default('').catch(''),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = Settings.parse({})

/** Built-in public STUN servers, used until the person has set own ones. */
export const PUBLIC_STUN_URLS = ['stun:stun.l.google.com:19302', 'stun:stun1.l.google.com:19302']
