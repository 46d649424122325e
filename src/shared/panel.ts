import { z } from 'zod'
import type { Unsubscribe } from './host.ts'
import { CallId, UserName } from './ids.ts'
import { CallNote } from './model/call-note.ts'
import { Language, Theme } from './model/settings.ts'

// The small windows of the desktop app: the one of a call that comes in, and the one of a call whose window is hidden.
// They are pages without a host. Each gets a projection to draw, and may ask for little.

export const PANEL_KINDS = ['incoming', 'mini'] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

const Look = { language: Language, theme: Theme }
const Peer = { callId: CallId, peer: UserName, shownName: z.string().max(64) }

export const IncomingPanelView = z.object({
  ...Look,
  kind: z.literal('incoming'),
  /** Answering puts the call that I am in on hold. */
  isInCall: z.boolean(),
  calls: z.array(z.object({ ...Peer, isContact: z.boolean(), verified: z.boolean() })).max(16),
})
export type IncomingPanelView = z.infer<typeof IncomingPanelView>

export const MiniPanelView = z.object({
  ...Look,
  kind: z.literal('mini'),
  call: z
    .object({
      ...Peer,
      /** Nobody has answered yet. */
      isDialling: z.boolean(),
      muted: z.boolean(),
      held: z.boolean(),
      /** When it connected, in milliseconds since the Unix epoch; null before that. */
      since: z.number().nullable(),
    })
    .nullable(),
})
export type MiniPanelView = z.infer<typeof MiniPanelView>

export const PanelView = z.discriminatedUnion('kind', [IncomingPanelView, MiniPanelView])
export type PanelView = z.infer<typeof PanelView>

/** All that a panel may ask for. */
export const PanelCommand = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['accept', 'ignore', 'end']), callId: CallId }),
  z.object({ type: z.literal('decline'), callId: CallId, note: CallNote.optional() }),
  z.object({ type: z.literal('toggle-mute') }),
  /** Brings the main window to the front. */
  z.object({ type: z.literal('open') }),
  /** What the page needs to show everything, in CSS pixels. */
  z.object({ type: z.literal('fit'), height: z.number().int().min(40).max(900) }),
])
export type PanelCommand = z.infer<typeof PanelCommand>

/** What a panel's page has instead of a Host. */
export interface PanelHost {
  readonly kind: PanelKind
  onView(listener: (view: PanelView) => void): Unsubscribe
  command(command: PanelCommand): void
}

/** The channels of every panel; main tells by the sender which one it is. */
export const PANEL_CHANNELS = {
  listen: 'panel.listen',
  view: 'panel.view',
  command: 'panel.command',
} as const
