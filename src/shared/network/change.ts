import { z } from 'zod'

/** Why the ways to the others may be other ones than before: `resumed` is a computer that woke up. */
export const NetworkChange = z.enum(['network-changed', 'resumed'])
export type NetworkChange = z.infer<typeof NetworkChange>
