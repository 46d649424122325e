import { z } from 'zod'

/** Off, on until it is turned off, or on until a time in milliseconds since the Unix epoch. */
export const DoNotDisturb = z.union([z.enum(['off', 'on']), z.number().int().min(0)])
export type DoNotDisturb = z.infer<typeof DoNotDisturb>

export const QUIET_HOUR_MS = 3_600_000
/** The hour of the next day at which "until tomorrow" ends. */
const MORNING = 7

/** Whether a call may ring aloud and show itself. */
export function mayDisturb(wish: DoNotDisturb, now: number): boolean {
  return wish === 'off' || (wish !== 'on' && wish <= now)
}

/** Seven in the morning of the next day, by the clock of this computer. */
export function nextMorning(now: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING).getTime()
}
