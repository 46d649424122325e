import { z } from 'zod'

/** What a key can do inside of the window. */
export const LOCAL_ACTIONS = [
  'answer',
  'decline',
  'ignore',
  'end',
  'toggle-mute',
  'toggle-deafen',
  'toggle-hold',
  'call-by-name',
  'preferences',
  'cheat-sheet',
] as const
/** What a key can do while another app has the focus. */
export const GLOBAL_ACTIONS = ['answer', 'end', 'toggle-mute'] as const
export type LocalAction = (typeof LOCAL_ACTIONS)[number]
export type GlobalAction = (typeof GLOBAL_ACTIONS)[number]

/** A key with its modifiers as `KeyboardEvent.code` names it (W3C UI Events KeyboardEvent code), e.g. `Control+Shift+KeyM`. */
const Chord = z.string().max(64)

/** Own bindings; null switches an action's key off, and an action that is not named keeps its default. */
export const LocalShortcuts = z.partialRecord(z.enum(LOCAL_ACTIONS), Chord.nullable())
export type LocalShortcuts = z.infer<typeof LocalShortcuts>
export const GlobalShortcuts = z.partialRecord(z.enum(GLOBAL_ACTIONS), Chord.nullable())
export type GlobalShortcuts = z.infer<typeof GlobalShortcuts>

/** The key or mouse button that is held down to talk. */
export const TalkKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('keyboard'), code: Chord }),
  /** Button 3 is the middle one, 4 and 5 those at the side. */
  z.object({ kind: z.literal('mouse'), button: z.number().int().min(3).max(5) }),
])
export type TalkKey = z.infer<typeof TalkKey>

/** How keys are heard while another app has the focus; made by the host, for the preferences. */
export const KeyStatus = z.object({
  /** `portal`: the desktop gives them (Wayland), and may give others than were asked for. */
  by: z.enum(['system', 'portal']),
  /** Actions whose key the system did not give, e.g. because another app has it. */
  refused: z.array(z.enum(GLOBAL_ACTIONS)),
  /** The talk key: not needed, about to be heard, heard, not allowed by the system, or not possible here. */
  talk: z.enum(['off', 'starting', 'heard', 'not-permitted', 'failed']),
  /** What the portal says of the keys, in its own words. */
  assigned: z.partialRecord(z.enum([...GLOBAL_ACTIONS, 'talk']), z.string().max(256)),
})
export type KeyStatus = z.infer<typeof KeyStatus>
