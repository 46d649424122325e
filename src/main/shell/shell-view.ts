import type { CallPresence } from '../../shared/call/call.ts'
import type { Connection, ShellCommand } from '../../shared/host.ts'
import { isSameName, type UserName } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import {
  mayDisturb,
  nextMorning,
  QUIET_HOUR_MS,
  type DoNotDisturb,
} from '../../shared/model/do-not-disturb.ts'
import { assertNever } from '../../shared/result.ts'
import type { ShellTexts } from './shell-texts.ts'

/** Favourites in the menu: more would not be found at a glance. */
const FAVOURITES_LIMIT = 8

/** All that the desktop knows while it draws what is outside of the windows. */
export interface ShellSources {
  readonly presence: CallPresence
  readonly connection: Connection
  readonly contacts: readonly ContactView[]
  readonly doNotDisturb: DoNotDisturb
  /** Calls that were missed and not looked at. */
  readonly missed: number
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** The names of the icons in build/tray. */
export type TrayIcon =
  | 'online'
  | 'connecting'
  | 'offline'
  | 'ringing'
  | 'in-call'
  | 'muted'
  | 'do-not-disturb'
  | `missed-${number}`
  | 'missed-many'

/** What a line of the menu does. */
export type ShellDeed =
  | { readonly type: 'command'; readonly command: ShellCommand }
  | { readonly type: 'do-not-disturb'; readonly value: DoNotDisturb }
  | { readonly type: 'open' | 'history' | 'preferences' | 'quit' }

export type MenuLine =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'deed'; readonly text: string; readonly deed: ShellDeed; readonly checked?: boolean }
  | { readonly kind: 'menu'; readonly text: string; readonly lines: readonly MenuLine[] }

/** What tray, dock and taskbar show. Pure, so that it can be read as a table. */
export interface ShellView {
  readonly icon: TrayIcon
  readonly status: string
  readonly menu: readonly MenuLine[]
  /** Missed calls. */
  readonly badge: number
  readonly isInCall: boolean
  readonly isRinging: boolean
}

export function shellView(texts: ShellTexts, sources: ShellSources): ShellView {
  const { presence, missed } = sources
  const isQuiet = !mayDisturb(sources.doNotDisturb, sources.now)
  const isInCall = presence.status === 'in-call' || presence.status === 'calling'
  const status = statusOf(texts, sources, isQuiet)
  return {
    icon: iconOf(sources, isQuiet),
    status: missed > 0 ? `${status} · ${texts.missed(missed)}` : status,
    menu: [
      { kind: 'text', text: status },
      ...(missed > 0 ? [deed(texts.missed(missed), { type: 'history' })] : []),
      { kind: 'separator' },
      ...callLines(texts, sources),
      ...favouriteLines(texts, sources, isInCall),
      quietMenu(texts, sources, isQuiet),
      { kind: 'separator' },
      deed(texts.open, { type: 'open' }),
      deed(texts.preferences, { type: 'preferences' }),
      deed(texts.quit, { type: 'quit' }),
    ],
    badge: missed,
    isInCall,
    isRinging: presence.ringing.length > 0 && !isQuiet,
  }
}

function iconOf({ presence, connection, missed }: ShellSources, isQuiet: boolean): TrayIcon {
  if (presence.ringing.length > 0 && !isQuiet) return 'ringing'
  if (presence.status === 'in-call' || presence.status === 'calling')
    return presence.muted ? 'muted' : 'in-call'
  if (missed > 0) return missed > 9 ? 'missed-many' : `missed-${missed}`
  if (isQuiet) return 'do-not-disturb'
  if (connection.status === 'online') return 'online'
  return connection.status === 'connecting' ? 'connecting' : 'offline'
}

function statusOf(texts: ShellTexts, sources: ShellSources, isQuiet: boolean): string {
  const { presence, connection } = sources
  const name = presence.peer === null ? '' : nameOf(sources, presence.peer)
  switch (presence.status) {
    case 'calling':
      return texts.calling(name)
    case 'ringing':
      return texts.ringing(name)
    case 'in-call': {
      const marks = [presence.held && texts.heldMark, presence.muted && texts.mutedMark].filter(Boolean)
      return [texts.inCall(name), ...marks].join(' ')
    }
    case 'idle':
      if (connection.status !== 'online') {
        return connection.status === 'connecting' ? texts.connecting : texts.offline
      }
      return isQuiet ? texts.quiet : texts.online
    default:
      return assertNever(presence.status)
  }
}

/** Answers to what rings, then what can be done with the call of now. */
function callLines(texts: ShellTexts, sources: ShellSources): MenuLine[] {
  const { status, callId, muted, held, ringing } = sources.presence
  const lines = ringing.flatMap(({ callId, peer }): MenuLine[] => {
    // With more than one it must be said whose.
    const suffix = ringing.length > 1 ? `: ${nameOf(sources, peer)}` : ''
    return [
      command(texts.accept + suffix, { type: 'accept', callId }),
      command(texts.decline + suffix, { type: 'decline', callId }),
    ]
  })
  if (callId !== null && status === 'in-call') {
    lines.push(
      { ...command(texts.mute, { type: 'toggle-mute' }), checked: muted },
      { ...command(texts.hold, { type: 'hold', callId, held: !held }), checked: held },
    )
  }
  if (callId !== null && (status === 'in-call' || status === 'calling')) {
    lines.push(command(texts.end, { type: 'end', callId }))
  }
  return lines.length === 0 ? [] : [...lines, { kind: 'separator' }]
}

function favouriteLines(texts: ShellTexts, { contacts }: ShellSources, isInCall: boolean): MenuLine[] {
  const favourites = contacts
    .filter(({ favourite, blocked }) => favourite && !blocked)
    // Whoever is there comes first.
    .toSorted((a, b) => Number(b.online === true) - Number(a.online === true))
    .slice(0, FAVOURITES_LIMIT)
  if (isInCall || favourites.length === 0) return []
  const lines = favourites.map(({ name, nickname }) => command(nickname || name, { type: 'dial', name }))
  return [{ kind: 'menu', text: texts.favourites, lines }]
}

function quietMenu(texts: ShellTexts, { doNotDisturb, now }: ShellSources, isQuiet: boolean): MenuLine {
  const line = (text: string, value: DoNotDisturb, checked: boolean): MenuLine => ({
    ...deed(text, { type: 'do-not-disturb', value }),
    checked,
  })
  const morning = nextMorning(now)
  const isUntil = typeof doNotDisturb === 'number' && isQuiet
  return {
    kind: 'menu',
    text: texts.doNotDisturb,
    lines: [
      line(texts.notQuiet, 'off', !isQuiet),
      line(texts.untilOff, 'on', doNotDisturb === 'on'),
      line(texts.oneHour, now + QUIET_HOUR_MS, isUntil && doNotDisturb <= now + QUIET_HOUR_MS),
      line(texts.tomorrow, morning, isUntil && doNotDisturb > now + QUIET_HOUR_MS),
    ],
  }
}

type DeedLine = Extract<MenuLine, { kind: 'deed' }>
const deed = (text: string, wanted: ShellDeed): DeedLine => ({ kind: 'deed', text, deed: wanted })
const command = (text: string, wanted: ShellCommand): DeedLine =>
  deed(text, { type: 'command', command: wanted })

function nameOf({ contacts }: ShellSources, name: UserName): string {
  return contacts.find((contact) => isSameName(contact.name, name))?.nickname || name
}
