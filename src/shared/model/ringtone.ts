import { z } from 'zod'

/** The built-in ringtones; `silent` rings for the eye alone. */
export const Ringtone = z.enum(['cans', 'pebbles', 'lantern', 'silent'])
export type Ringtone = z.infer<typeof Ringtone>

/** What one contact rings with: as everyone, or its own. */
export const ContactRingtone = z.enum(['inherit', ...Ringtone.options])
export type ContactRingtone = z.infer<typeof ContactRingtone>
