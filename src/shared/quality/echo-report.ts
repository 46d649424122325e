import { z } from 'zod'

/** Says, once a second over the channel for reports, that my own voice comes back from there. Not signed, as receive reports. */
export const EchoReport = z.object({ kind: z.literal('echo-report') })
export type EchoReport = z.infer<typeof EchoReport>
