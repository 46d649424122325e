import { z } from 'zod'
import { TalkKey } from '../../shared/model/shortcut.ts'

// What main and the process of the key hook say to each other.

/** To the hook: the key to listen for, or to end. */
export const HookOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('watch'), key: TalkKey }),
  z.object({ type: z.literal('stop') }),
])
export type HookOrder = z.infer<typeof HookOrder>

/**
 * From the hook. `ready`: it listens for the key that it was told. `alive` comes every second, so that one that hangs is
 * noticed. Other keys are never told.
 */
export const HookReport = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ready', 'alive', 'failed']) }),
  z.object({ type: z.literal('talk'), pressed: z.boolean() }),
])
export type HookReport = z.infer<typeof HookReport>

export const ALIVE_EVERY_MS = 1_000
