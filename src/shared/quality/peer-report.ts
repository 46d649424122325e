import { z } from 'zod'
import { EchoReport } from './echo-report.ts'
import { ReceiveReport } from './receive-report.ts'

/** What one side tells the other of its hearing. */
export const PeerReport = z.discriminatedUnion('kind', [ReceiveReport, EchoReport])
export type PeerReport = z.infer<typeof PeerReport>
