import { z } from 'zod'
import { CallId, UserName } from '../ids.ts'
import { CallNote } from './call-note.ts'

export const CallOutcome = z.enum([
  'answered',
  'answered-elsewhere',
  'missed', // incoming, nobody picked up
  'declined', // by the side that was called
  'cancelled', // outgoing, the caller gave up
  'no-answer', // outgoing, the ring ended
  'offline', // outgoing, the other was offline and will see a missed call
  'failed',
])
export type CallOutcome = z.infer<typeof CallOutcome>

/** One line of the call history; `callId` is its key. */
export const HistoryEntry = z.object({
  callId: CallId,
  peer: UserName,
  direction: z.enum(['incoming', 'outgoing']),
  outcome: CallOutcome,
  /** When it began to ring, in milliseconds since the Unix epoch. */
  startedAt: z.number().int().min(0),
  /** Time from the accept to the end in milliseconds; null when it was not answered. */
  durationMs: z.number().int().min(0).nullable(),
  /** The reason of the end, for a failed call. */
  reason: z.string().max(64).nullable().default(null),
  /** What the side that declined had to say, if it had. */
  note: CallNote.nullable().default(null).catch(null),
  /** Whether a missed call was looked at. */
  seen: z.boolean().default(true),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** How many calls are kept. */
export const HISTORY_LIMIT = 1000
