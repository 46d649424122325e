import type { CallPresence } from '../../shared/call/call.ts'
import { isSameName, type CallId, type UserName } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import { mayDisturb } from '../../shared/model/do-not-disturb.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { IncomingPanelView, MiniPanelView } from '../../shared/panel.ts'
import type { ShellTexts } from '../shell/shell-texts.ts'

/** All that the small windows are drawn from. */
export interface PanelSources {
  readonly presence: CallPresence
  readonly contacts: readonly ContactView[]
  readonly settings: Settings
}

/** The window of the calls that ring, or null while there is nothing to show. */
export function incomingView(
  { presence, contacts, settings }: PanelSources,
  now: number,
): IncomingPanelView | null {
  if (presence.ringing.length === 0 || !mayDisturb(settings.doNotDisturb, now)) return null
  return {
    kind: 'incoming',
    ...lookOf(settings),
    isInCall: presence.status === 'in-call',
    calls: presence.ringing.map(({ callId, peer }) => {
      const contact = contactOf(contacts, peer)
      return {
        callId,
        peer,
        shownName: shownNameOf(contacts, peer),
        isContact: contact !== undefined,
        verified: contact?.verified === true,
      }
    }),
  }
}

/** A notification of the operating system about a call that rings. */
export interface IncomingNotice {
  readonly callId: CallId
  readonly title: string
}

/** What the operating system is told of the calls that ring: others may look at its notifications too. */
export function incomingNotices(
  { presence, contacts, settings }: PanelSources,
  texts: ShellTexts,
  now: number,
): readonly IncomingNotice[] {
  if (!settings.notifications || !mayDisturb(settings.doNotDisturb, now)) return []
  return presence.ringing.map(({ callId, peer }) => ({
    callId,
    title: settings.notificationNames ? texts.ringing(shownNameOf(contacts, peer)) : texts.ringingUnnamed,
  }))
}

/** The window of the call that I am in or that I dial, or null without one. */
export function miniView({ presence, contacts, settings }: PanelSources): MiniPanelView | null {
  const { status, callId, peer, muted, held, since } = presence
  if ((status !== 'in-call' && status !== 'calling') || callId === null || peer === null) return null
  const shownName = shownNameOf(contacts, peer)
  const isDialling = status === 'calling'
  return {
    kind: 'mini',
    ...lookOf(settings),
    call: { callId, peer, shownName, isDialling, muted, held, since },
  }
}

const lookOf = ({ language, theme }: Settings): Pick<Settings, 'language' | 'theme'> => ({ language, theme })

const shownNameOf = (contacts: readonly ContactView[], name: UserName): string =>
  contactOf(contacts, name)?.nickname || name

const contactOf = (contacts: readonly ContactView[], name: UserName): ContactView | undefined =>
  contacts.find((contact) => isSameName(contact.name, name))
