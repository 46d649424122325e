import { z } from 'zod'

/** The most characters of a note, as a person counts them in a text field (UTF-16 code units). */
export const CALL_NOTE_LENGTH = 200

/** A line that who declines leaves the caller: plain text, without line breaks and other control characters. */
export const CallNote = z
  .string()
  .min(1)
  .max(CALL_NOTE_LENGTH)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
export type CallNote = z.infer<typeof CallNote>

/** Makes a note of what a person typed; null when nothing is left. */
export function toCallNote(typed: string): CallNote | null {
  const line = typed
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, CALL_NOTE_LENGTH)
    // A pair of code units that was cut in half is no character.
    .replace(/[\uD800-\uDBFF]$/, '')
  return line === '' ? null : line
}
