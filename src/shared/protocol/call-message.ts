import { z } from 'zod'
import { ConnectFailure } from '../call/failure.ts'
import { CallNote } from '../model/call-note.ts'
import { CallId, DeviceId, PublicKey, Signature, UserName } from '../ids.ts'

/** One ICE candidate as `RTCIceCandidate.toJSON()` gives it (W3C webrtc-pc, section 4.8.2). */
export const IceCandidate = z.object({
  candidate: z.string().max(1024),
  sdpMid: z.string().max(64).nullable(),
  sdpMLineIndex: z.number().int().min(0).max(255).nullable(),
  usernameFragment: z.string().max(256).nullable(),
})
export type IceCandidate = z.infer<typeof IceCandidate>

/** Why a call ended, as its two sides tell each other and their history. */
export const HangUpReason = z.enum([
  'hung-up', // a person ended it
  'cancelled', // the caller gave up while it rang
  'superseded', // glare: the other call of the pair survives
  'answered-elsewhere', // another device of the same name has it
  'connection-failed', // ICE found no way within CONNECT_TIMEOUT_MS
  ...ConnectFailure.options, // the same, with its cause as the sender sees it
  'connection-lost', // media stayed away longer than MEDIA_LOSS_LIMIT_MS
  'microphone-failed',
  'tampered', // a message did not carry the signature of its sender
  'app-closed',
])
export type HangUpReason = z.infer<typeof HangUpReason>

/** What one device says to another about a call. */
export const CallBody = z.discriminatedUnion('kind', [
  /** Rings every device of the callee. `preconnect`: the caller is willing to run ICE and DTLS during the ring. */
  z.object({ kind: z.literal('invite'), preconnect: z.boolean() }),
  /** A device rings. `busy`: its person is in another call. `preconnect`: it wants an offer already now. */
  z.object({ kind: z.literal('ringing'), preconnect: z.boolean(), busy: z.boolean() }),
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('decline'), note: CallNote.optional() }),
  z.object({ kind: z.literal('hangup'), reason: HangUpReason }),
  /** An SDP offer or answer. `negotiation` counts the offers of the sending device in this call, an answer repeats it. */
  z.object({
    kind: z.literal('description'),
    negotiation: z.number().int().min(0).max(1_000_000),
    type: z.enum(['offer', 'answer']),
    sdp: z.string().max(32 * 1024),
  }),
  /** Trickled candidates (RFC 8838). `end`: no more will come for their ufrag. */
  z.object({ kind: z.literal('candidates'), candidates: z.array(IceCandidate).max(64), end: z.boolean() }),
  /** What the sender's microphone does, so that the other side can show it. */
  z.object({ kind: z.literal('media-state'), muted: z.boolean(), held: z.boolean() }),
])
export type CallBody = z.infer<typeof CallBody>
export type CallBodyKind = CallBody['kind']

/** The highest sequence number of a message. */
export const LAST_SEQ = 1_000_000

/**
 * A call message as its sender signs it. Messages are idempotent: (callId, from.device, seq) names one, and a
 * second arrival changes nothing. `to.device` is null for an invite, which rings every device of a name.
 */
export const CallMessage = z.object({
  callId: CallId,
  from: z.object({ name: UserName, device: DeviceId }),
  to: z.object({ name: UserName, device: DeviceId.nullable() }),
  /** Counts the messages of this device in this call, from 0. */
  seq: z.number().int().min(0).max(LAST_SEQ),
  body: CallBody,
})
export type CallMessage = z.infer<typeof CallMessage>

/** A call message on its way: with the key it was signed with. A receiver compares that key with the pinned one. */
export const SignedCallMessage = z.object({
  message: CallMessage,
  publicKey: PublicKey,
  signature: Signature,
})
export type SignedCallMessage = z.infer<typeof SignedCallMessage>
