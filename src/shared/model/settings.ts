import { z } from 'zod'
import { Reach } from '../protocol/signaling-events.ts'

const Values = z.object({
  language: z.enum(['system', 'en', 'ko']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Who may ring me. `automatic`: everyone until there is a first contact, contacts from then on. */
  reach: z.enum(['automatic', ...Reach.options]),
  /** Run ICE and DTLS during the ring, between accepted contacts only. */
  preconnect: z.boolean(),
  /** `relay`: "hide my IP", only relay candidates. */
  iceTransportPolicy: z.enum(['all', 'relay']),
  /** Device ids as `enumerateDevices()` gives them; empty follows the system. */
  microphoneId: z.string().max(512),
  speakerId: z.string().max(512),
})

/** A change of some settings. Those that it does not name stay as they are: it must not fill in defaults. */
export const SettingsChange = Values.partial()

const { shape } = Values
/** Every setting has a default, so that an older or damaged file still gives a working app. */
export const Settings = z.object({
  language: shape.language.default('system').catch('system'),
  theme: shape.theme.default('system').catch('system'),
  reach: shape.reach.default('automatic').catch('automatic'),
  preconnect: shape.preconnect.default(true).catch(true),
  iceTransportPolicy: shape.iceTransportPolicy.default('all').catch('all'),
  microphoneId: shape.microphoneId.default('').catch(''),
  speakerId: shape.speakerId.default('').catch(''),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = Settings.parse({})

/** Built-in public STUN servers, used until the person has set own ones. */
export const PUBLIC_STUN_URLS = ['stun:stun.l.google.com:19302', 'stun:stun1.l.google.com:19302']
