import { z } from 'zod'
import { DeviceRanking } from './device.ts'
import { DoNotDisturb } from './do-not-disturb.ts'
import { IceTransportPolicy } from './ice-server.ts'
import { Ringtone } from './ringtone.ts'
import { GlobalShortcuts, LocalShortcuts, TalkKey } from './shortcut.ts'
import { AudioBuffers, Bitrate, Gate, PRESETS, Processing, Redundancy } from './sound.ts'
import { UpdatePolicy } from './update.ts'
import { Reach } from '../protocol/signaling-events.ts'

export const Language = z.enum(['system', 'en', 'ko'])
export const Theme = z.enum(['system', 'light', 'dark'])

const Values = z.object({
  language: Language,
  theme: Theme,
  /** Who may ring me. `automatic`: everyone until there is a first contact, contacts from then on. */
  reach: z.enum(['automatic', ...Reach.options]),
  /** Run ICE and DTLS during the ring, between accepted contacts only. */
  preconnect: z.boolean(),
  iceTransportPolicy: IceTransportPolicy,
  /** Ask the built-in public STUN servers for my public address. */
  publicStun: z.boolean(),
  microphones: DeviceRanking,
  speakers: DeviceRanking,
  ringtone: Ringtone,
  /** Where it rings. */
  ringSpeakers: DeviceRanking,
  /** Ring at the system's own speakers besides, as a headset may lie on the table. */
  ringAlsoOnDefault: z.boolean(),
  doNotDisturb: DoNotDisturb,
  /** Notifications of the operating system. */
  notifications: z.boolean(),
  /** Say in them who it is. */
  notificationNames: z.boolean(),
  /** Closing the window leaves the app in the tray; otherwise it quits. */
  closeToTray: z.boolean(),
  /** The hint that closing hides was shown. */
  closeHintSeen: z.boolean(),
  startAtLogin: z.boolean(),
  updates: UpdatePolicy,
  /** Show a small window of the call while the main one is hidden. */
  miniWindow: z.boolean(),
  /** `voice`: the microphone opens by itself when I speak. */
  talkMode: z.enum(['open', 'voice', 'push-to-talk', 'push-to-mute']),
  talkKey: TalkKey,
  /** How long the microphone stays open after the key was let go, in milliseconds. */
  talkReleaseMs: z.number().int().min(0).max(2_000),
  gate: Gate,
  /** Short sounds of mute, of the talk key, and of who comes and goes. */
  cueSounds: z.boolean(),
  /** Mute by itself after so many minutes without a word in a call; 0 never does. */
  idleMuteMinutes: z.number().int().min(0).max(240),
  processing: Processing,
  /** Bring everybody to the same loudness. */
  levelling: z.boolean(),
  /** Say so when a Bluetooth headset falls back to the quality of a telephone, and offer another microphone. */
  headsetHint: z.boolean(),
  bitrate: Bitrate,
  redundancy: Redundancy,
  /** Fewer and longer packets, at the least bitrate. */
  lowBandwidth: z.boolean(),
  /** Of the desktop app, from its next start on. */
  audioBuffers: AudioBuffers,
  shortcuts: LocalShortcuts,
  globalShortcuts: GlobalShortcuts,
})
const DEFAULT_GATE: Gate = { threshold: 'automatic', prerollMs: 60, holdMs: 400 }

/** A change of some settings. Those that it does not name stay as they are: it must not fill in defaults. */
export const SettingsChange = Values.partial()

const { shape } = Values

/** Of the time before rankings there is the id of one device each. */
const OldIds = z
  .object({ microphoneId: z.string(), speakerId: z.string(), ringSpeakerId: z.string() })
  .partial()
function withRankings(stored: unknown): unknown {
  const old = OldIds.safeParse(stored)
  if (!old.success) return stored
  const rank = (id: string | undefined): DeviceRanking | undefined =>
    id === undefined || id === '' ? undefined : [{ id, label: '', group: '' }]
  const { microphoneId, speakerId, ringSpeakerId } = old.data
  const rankings = {
    microphones: rank(microphoneId),
    speakers: rank(speakerId),
    ringSpeakers: rank(ringSpeakerId),
  }
  return { ...rankings, ...(stored as object) }
}

/** Every setting has a default, so that an older or damaged file still gives a working app. */
const Stored = z.object({
  language: shape.language.default('system').catch('system'),
  theme: shape.theme.default('system').catch('system'),
  reach: shape.reach.default('automatic').catch('automatic'),
  preconnect: shape.preconnect.default(true).catch(true),
  iceTransportPolicy: shape.iceTransportPolicy.default('all').catch('all'),
  publicStun: shape.publicStun.default(true).catch(true),
  microphones: shape.microphones.default([]).catch([]),
  speakers: shape.speakers.default([]).catch([]),
  ringtone: shape.ringtone.default('cans').catch('cans'),
  ringSpeakers: shape.ringSpeakers.default([]).catch([]),
  ringAlsoOnDefault: shape.ringAlsoOnDefault.default(true).catch(true),
  doNotDisturb: shape.doNotDisturb.default('off').catch('off'),
  notifications: shape.notifications.default(true).catch(true),
  notificationNames: shape.notificationNames.default(true).catch(true),
  closeToTray: shape.closeToTray.default(true).catch(true),
  closeHintSeen: shape.closeHintSeen.default(false).catch(false),
  startAtLogin: shape.startAtLogin.default(false).catch(false),
  updates: shape.updates.default('ask').catch('ask'),
  miniWindow: shape.miniWindow.default(true).catch(true),
  talkMode: shape.talkMode.default('open').catch('open'),
  talkKey: shape.talkKey.default({ kind: 'none' }).catch({ kind: 'none' }),
  talkReleaseMs: shape.talkReleaseMs.default(200).catch(200),
  gate: shape.gate.default(DEFAULT_GATE).catch(DEFAULT_GATE),
  cueSounds: shape.cueSounds.default(true).catch(true),
  idleMuteMinutes: shape.idleMuteMinutes.default(0).catch(0),
  processing: shape.processing.default(PRESETS.voice).catch(PRESETS.voice),
  levelling: shape.levelling.default(true).catch(true),
  headsetHint: shape.headsetHint.default(true).catch(true),
  bitrate: shape.bitrate.default('automatic').catch('automatic'),
  redundancy: shape.redundancy.default('automatic').catch('automatic'),
  lowBandwidth: shape.lowBandwidth.default(false).catch(false),
  audioBuffers: shape.audioBuffers.default('smallest').catch('smallest'),
  shortcuts: shape.shortcuts.default({}).catch({}),
  globalShortcuts: shape.globalShortcuts.default({}).catch({}),
})
export const Settings = z.preprocess(withRankings, Stored)
export type Settings = z.infer<typeof Stored>

export const DEFAULT_SETTINGS: Settings = Settings.parse({})

/** Built-in public STUN servers, which can be switched off. */
export const PUBLIC_STUN_URLS = [
  'stun:stun.l.google.com:19302',
  'stun:stun1.l.google.com:19302',
  'stun:stun2.l.google.com:19302',
  'stun:stun3.l.google.com:19302',
  'stun:stun4.l.google.com:19302',
]
