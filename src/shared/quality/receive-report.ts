import { z } from 'zod'

/** What came in one second. */
export const Reception = z.object({
  /** Packets that came in the second, and the share of those that were lost on the way, 0 to 1. */
  packets: z.number().int().min(0).max(1_000_000),
  loss: z.number().min(0).max(1),
  /** Share of the played samples that the decoder had to make up, 0 to 1. */
  concealed: z.number().min(0).max(1),
  /** RFC 3550, section 6.4.1, in milliseconds. */
  jitterMs: z.number().min(0).max(60_000),
  /** Time that sound waits in the jitter buffer, in milliseconds. */
  jitterBufferMs: z.number().min(0).max(60_000),
  /** Loudest level that was received in the second, 0 to 1. */
  level: z.number().min(0).max(1),
})
export type Reception = z.infer<typeof Reception>

/** Between a TURN server and who uses it. */
export const RelayProtocol = z.enum(['udp', 'tcp', 'tls'])
export type RelayProtocol = z.infer<typeof RelayProtocol>

/**
 * What one side receives, told to the other once a second over the channel for reports. It is not signed: DTLS guards the
 * channel, and its fingerprints are bound to the identities already.
 */
export const ReceiveReport = Reception.extend({
  kind: z.literal('receive-report'),
  /** How the sender reaches the relay of its own that the sound takes; null where it takes none, or an older app is silent. */
  relayProtocol: RelayProtocol.nullable().default(null),
})
export type ReceiveReport = z.infer<typeof ReceiveReport>
