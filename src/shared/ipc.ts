import { z } from 'zod'
import { CallId, IceServerId, PublicKey, UserName } from './ids.ts'
import { PASSPHRASE_MAX, PASSPHRASE_MIN } from './identity/passphrase.ts'
import { CallNote } from './model/call-note.ts'
import { CallLog } from './model/call-log.ts'
import { ContactChange } from './model/contact.ts'
import { HistoryEntry } from './model/history.ts'
import { ICE_SERVERS_LIMIT, ICE_URI_LENGTH, IceServerDraft, IceTransportPolicy } from './model/ice-server.ts'
import { SettingsChange } from './model/settings.ts'
import { KeyStatus } from './model/shortcut.ts'
import { UpdateState } from './model/update.ts'
import { NetworkChange } from './network/change.ts'
import { ProbeRequest } from './network/probe.ts'
import { CallMessage, SignedCallMessage } from './protocol/call-message.ts'
import { CallClaim, CallNotice } from './protocol/signaling-events.ts'

// The desktop's Host over IPC: one map per direction, a schema per channel. The renderer is a stranger to main, so what
// it sends is parsed; what main sends is parsed too, in the preload script, because it is cheap there.

const Text = z.string().max(1_000)
/** An origin, or the own one. */
const Server = z.string().max(512).nullable()
const CallPresence = z.object({
  status: z.enum(['idle', 'calling', 'ringing', 'in-call']),
  callId: CallId.nullable(),
  peer: UserName.nullable(),
  muted: z.boolean(),
  held: z.boolean(),
  since: z.number().nullable(),
  ringing: z.array(z.object({ callId: CallId, peer: UserName })).max(16),
})

/** Renderer to main: the arguments of each request. The answers are those of the Host's methods. */
export const REQUESTS = {
  state: z.tuple([]),
  'account.create': z.tuple([z.object({ name: Text, server: Text, inviteCode: Text.optional() })]),
  'account.reconnect': z.tuple([]),
  'account.probe': z.tuple([Text]),
  'account.remove': z.tuple([]),
  'account.identityFile.save': z.tuple([z.string().min(PASSPHRASE_MIN).max(PASSPHRASE_MAX)]),
  'account.identityFile.choose': z.tuple([]),
  'account.identityFile.unlock': z.tuple([z.string().max(PASSPHRASE_MAX)]),
  'account.identityFile.take': z.tuple([]),
  'contacts.add': z.tuple([Text]),
  'contacts.accept': z.tuple([UserName]),
  'contacts.remove': z.tuple([UserName]),
  'contacts.setBlocked': z.tuple([UserName, z.boolean()]),
  'contacts.update': z.tuple([UserName, ContactChange]),
  'contacts.trustKey': z.tuple([UserName]),
  'contacts.safetyNumber': z.tuple([UserName]),
  'history.record': z.tuple([HistoryEntry]),
  'history.markSeen': z.tuple([]),
  'history.clear': z.tuple([]),
  'history.saveLog': z.tuple([CallId, CallLog]),
  'history.log': z.tuple([CallId]),
  'network.saveServers': z.tuple([z.array(IceServerDraft).max(ICE_SERVERS_LIMIT + 1)]),
  'network.iceServer': z.tuple([IceServerId]),
  'network.lentServers': z.tuple([]),
  'network.sockets.probe': z.tuple([ProbeRequest]),
  'network.sockets.nat': z.tuple([z.array(z.string().max(ICE_URI_LENGTH)).max(16)]),
  'settings.update': z.tuple([SettingsChange]),
  'warnings.dismiss': z.tuple([Text]),
  'calls.prepare': z.tuple([Text]),
  'calls.sign': z.tuple([CallMessage]),
  'calls.send': z.tuple([SignedCallMessage]),
  'calls.verify': z.tuple([SignedCallMessage]),
  'calls.setClaims': z.tuple([z.array(CallClaim).max(16)]),
  'calls.iceConfiguration': z.tuple([IceTransportPolicy, z.boolean()]),
  'shell.setPresence': z.tuple([CallPresence]),
  'shell.showMini': z.tuple([]),
  'computer.facts': z.tuple([]),
  'computer.open': z.tuple([z.enum(['data', 'logs'])]),
  'computer.testNotification': z.tuple([]),
  'computer.openMicrophonePage': z.tuple([]),
  'computer.reset': z.tuple([]),
  'embeddedServer.start': z.tuple([]),
  'updates.check': z.tuple([]),
  'updates.download': z.tuple([]),
  'updates.restart': z.tuple([]),
  /** The page listens to a push from now on; what main held for it follows. */
  listen: z.tuple([
    z.enum(['state', 'message', 'notice', 'tampered', 'command', 'network', 'servers', 'update', 'keys']),
  ]),
} as const
export type RequestName = keyof typeof REQUESTS
export type RequestArguments<K extends RequestName> = z.infer<(typeof REQUESTS)[K]>

/** Main to renderer. */
export const PUSHES = {
  state: z.object({
    slice: z.enum(['account', 'connection', 'contacts', 'history', 'settings', 'iceServers', 'warnings']),
    value: z.unknown(),
  }),
  message: z.object({
    signed: SignedCallMessage,
    ageMs: z.number(),
    relation: z.object({ accepted: z.boolean(), blocked: z.boolean() }),
  }),
  notice: CallNotice,
  tampered: z.object({ callId: CallId, from: UserName, reason: z.enum(['signature', 'key-changed']) }),
  network: NetworkChange,
  /** The ICE servers are other ones. */
  servers: z.null(),
  update: UpdateState,
  keys: KeyStatus,
  command: z.union([
    z.object({ type: z.enum(['accept', 'ignore', 'end']), callId: CallId }),
    z.object({ type: z.literal('decline'), callId: CallId, note: CallNote.optional() }),
    z.object({ type: z.literal('hold'), callId: CallId, held: z.boolean() }),
    z.object({ type: z.literal('toggle-mute') }),
    z.object({ type: z.literal('talk'), pressed: z.boolean() }),
    z.object({ type: z.literal('dial'), name: UserName }),
    z.object({ type: z.literal('ask-dial'), name: UserName, server: Server }),
    z.object({ type: z.literal('ask-add'), name: UserName, server: Server, key: PublicKey.nullable() }),
    z.object({ type: z.enum(['preferences', 'history']) }),
  ]),
} as const
export type PushName = keyof typeof PUSHES

/** Largest request of the renderer, in characters of its JSON form: the log of a call with CALL_LOG_LIMIT long entries. */
export const MAX_REQUEST_LENGTH = 512 * 1024
