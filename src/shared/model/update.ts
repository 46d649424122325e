import { z } from 'zod'
import { AppError } from '../errors.ts'

/** What a device does about new versions: `ask` looks for them, `automatic` also downloads, `off` waits to be asked. */
export const UpdatePolicy = z.enum(['automatic', 'ask', 'off'])
export type UpdatePolicy = z.infer<typeof UpdatePolicy>

const Version = z.string().max(64)

/** Where this app is with its next version. */
export const UpdateState = z.discriminatedUnion('status', [
  /** It does not update itself: the package manager does, a portable file is fetched anew, or nobody gives a feed. */
  z.object({ status: z.literal('unavailable'), reason: z.enum(['package-manager', 'portable', 'no-feed']) }),
  /** Nothing newer was known at `checkedAt` (milliseconds since the Unix epoch); null is not looked yet. */
  z.object({ status: z.literal('idle'), checkedAt: z.number().nullable() }),
  z.object({ status: z.literal('checking') }),
  z.object({ status: z.literal('available'), version: Version }),
  /** `share` goes from 0 to 1. */
  z.object({ status: z.literal('downloading'), version: Version, share: z.number().min(0).max(1) }),
  /** Downloaded and checked; a restart brings it. */
  z.object({ status: z.literal('ready'), version: Version }),
  z.object({ status: z.literal('failed'), error: AppError }),
])
export type UpdateState = z.infer<typeof UpdateState>
