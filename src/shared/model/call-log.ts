import { z } from 'zod'
import { NetworkChange } from '../network/change.ts'
import { HangUpReason } from '../protocol/call-message.ts'

/** Entries of one call, and calls whose log is kept. */
export const CALL_LOG_LIMIT = 500
export const CALL_LOGS_LIMIT = 200

/** Cut, not refused: a device with a long name must not cost the whole log. */
const Text = z.string().transform((text) => text.slice(0, 256))
/** What happened, without content and without secrets. Addresses stay on this device; a copied report redacts them. */
const LogEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), phase: z.enum(['calling', 'ringing', 'connecting', 'active']) }),
  /** The way of the sound: at its begin, and whenever it changed. */
  z.object({
    kind: z.literal('path'),
    path: z.enum(['lan', 'direct', 'relayed']),
    /** As far as I use it: to my relay, or else to the other end. */
    protocol: z.enum(['udp', 'tcp', 'tls']),
    local: Text,
    remote: Text,
    /** Host of my relay; empty where the sound takes none, or only that of the other side. */
    relay: Text,
  }),
  z.object({ kind: z.literal('media-lost') }),
  z.object({ kind: z.literal('media-back'), afterMs: z.number().min(0) }),
  z.object({
    kind: z.literal('ice-restart'),
    cause: z.enum([
      'media-stalled',
      'disconnected',
      'failed',
      'stun-silent',
      'better-path',
      ...NetworkChange.options,
    ]),
  }),
  z.object({ kind: z.literal('server'), online: z.boolean() }),
  z.object({ kind: z.literal('peer-server'), online: z.boolean() }),
  z.object({ kind: z.literal('mute'), side: z.enum(['me', 'peer']), muted: z.boolean() }),
  z.object({ kind: z.literal('hold'), side: z.enum(['me', 'peer']), held: z.boolean() }),
  z.object({ kind: z.literal('microphone'), state: z.enum(['open', 'failed']), label: Text }),
  /** Where the sound comes out: at the begin, and whenever that is another. Empty while the browser does not tell. */
  z.object({ kind: z.literal('speaker'), label: Text }),
  /** A second in which much was lost, of either direction; at most one entry in ten seconds. */
  z.object({
    kind: z.literal('loss'),
    received: z.number().min(0).max(1),
    sent: z.number().min(0).max(1).nullable(),
    rttMs: z.number().min(0).nullable(),
  }),
  z.object({ kind: z.literal('unheard'), cause: Text }),
  /** Whose voice came back from the other side. */
  z.object({ kind: z.literal('echo'), side: z.enum(['me', 'peer']) }),
  /** A STUN or TURN server refused or did not answer (W3C webrtc-pc, section 4.8.2.1). */
  z.object({ kind: z.literal('ice-error'), uri: Text, code: z.number().int(), text: Text }),
  z.object({
    kind: z.literal('end'),
    reason: z.union([HangUpReason, Text]),
    by: z.enum(['me', 'peer', 'network', 'nobody']),
  }),
])
export type LogEvent = z.infer<typeof LogEvent>

export const CallLogEntry = z.object({
  /** Milliseconds since the call began. */
  atMs: z.number().min(0),
  event: LogEvent,
})
export type CallLogEntry = z.infer<typeof CallLogEntry>

/** The black box of one call, oldest first. */
export const CallLog = z.array(CallLogEntry).max(CALL_LOG_LIMIT)
export type CallLog = z.infer<typeof CallLog>
