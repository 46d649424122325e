import { z } from 'zod'
import { CallId, UserName } from './ids.ts'
import { HistoryEntry } from './model/history.ts'
import { SettingsChange } from './model/settings.ts'
import { CallMessage, SignedCallMessage } from './protocol/call-message.ts'
import { CallClaim, CallNotice } from './protocol/signaling-events.ts'

// The desktop's Host over IPC: one map per direction, a schema per channel. The renderer is a stranger to main, so what
// it sends is parsed; what main sends is parsed too, in the preload script, because it is cheap there.

const Text = z.string().max(1_000)
const CallPresence = z.object({
  status: z.enum(['idle', 'calling', 'ringing', 'in-call']),
  callId: CallId.nullable(),
  peer: UserName.nullable(),
  muted: z.boolean(),
  held: z.boolean(),
  since: z.number().nullable(),
})

/** Renderer to main: the arguments of each request. The answers are those of the Host's methods. */
export const REQUESTS = {
  state: z.tuple([]),
  'account.create': z.tuple([z.object({ name: Text, server: Text, inviteCode: Text.optional() })]),
  'account.reconnect': z.tuple([]),
  'account.probe': z.tuple([Text]),
  'account.remove': z.tuple([]),
  'contacts.add': z.tuple([Text]),
  'contacts.accept': z.tuple([UserName]),
  'contacts.remove': z.tuple([UserName]),
  'contacts.setBlocked': z.tuple([UserName, z.boolean()]),
  'contacts.update': z.tuple([
    UserName,
    z.object({
      nickname: z.string().max(64).optional(),
      favourite: z.boolean().optional(),
      verified: z.boolean().optional(),
    }),
  ]),
  'contacts.trustKey': z.tuple([UserName]),
  'contacts.safetyNumber': z.tuple([UserName]),
  'history.record': z.tuple([HistoryEntry]),
  'history.markSeen': z.tuple([]),
  'history.clear': z.tuple([]),
  'settings.update': z.tuple([SettingsChange]),
  'warnings.dismiss': z.tuple([Text]),
  'calls.prepare': z.tuple([Text]),
  'calls.sign': z.tuple([CallMessage]),
  'calls.send': z.tuple([SignedCallMessage]),
  'calls.verify': z.tuple([SignedCallMessage]),
  'calls.setClaims': z.tuple([z.array(CallClaim).max(16)]),
  'calls.iceConfiguration': z.tuple([]),
  'shell.setPresence': z.tuple([CallPresence]),
  'embeddedServer.start': z.tuple([]),
  /** The page listens to a push from now on; what main held for it follows. */
  listen: z.tuple([z.enum(['state', 'message', 'notice', 'tampered', 'command'])]),
} as const
export type RequestName = keyof typeof REQUESTS
export type RequestArguments<K extends RequestName> = z.infer<(typeof REQUESTS)[K]>

/** Main to renderer. */
export const PUSHES = {
  state: z.object({
    slice: z.enum(['account', 'connection', 'contacts', 'history', 'settings', 'warnings']),
    value: z.unknown(),
  }),
  message: z.object({
    signed: SignedCallMessage,
    ageMs: z.number(),
    relation: z.object({ accepted: z.boolean(), blocked: z.boolean() }),
  }),
  notice: CallNotice,
  tampered: z.object({ callId: CallId, from: UserName, reason: z.enum(['signature', 'key-changed']) }),
  command: z.union([
    z.object({ type: z.enum(['accept', 'decline', 'ignore', 'end']), callId: CallId }),
    z.object({ type: z.literal('toggle-mute') }),
    z.object({ type: z.literal('dial'), name: UserName }),
  ]),
} as const
export type PushName = keyof typeof PUSHES

/** Largest request of the renderer, in characters of its JSON form. */
export const MAX_REQUEST_LENGTH = 256 * 1024
