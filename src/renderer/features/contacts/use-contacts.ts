import { useMemo } from 'react'
import { toNameKey, type UserName } from '../../../shared/ids.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import { ECHO_NAME } from '../../../shared/model/echo-contact.ts'
import { useHostState } from '../../host/host-provider.tsx'

/** The list in the order in which it is shown. A person stands in exactly one group. */
export interface ContactGroups {
  readonly requests: readonly ContactView[]
  readonly favourites: readonly ContactView[]
  readonly others: readonly ContactView[]
  readonly pending: readonly ContactView[]
  readonly blocked: readonly ContactView[]
}
export type ContactGroup = keyof ContactGroups

export const shownNameOf = (contact: ContactView): string => contact.nickname || contact.name

export function groupOf(contact: ContactView): ContactGroup {
  if (contact.blocked) return 'blocked'
  if (contact.consent === 'incoming') return 'requests'
  if (contact.favourite) return 'favourites'
  return contact.consent === 'outgoing' ? 'pending' : 'others'
}

/** Those whose name or nickname has `text` in it, in groups, by name. */
export function toGroups(
  contacts: readonly ContactView[],
  text: string,
  compare: (a: string, b: string) => number,
): ContactGroups {
  const wanted = fold(text)
  const found = contacts
    .filter(({ name, nickname }) => fold(name).includes(wanted) || fold(nickname).includes(wanted))
    .toSorted((a, b) => compare(shownNameOf(a), shownNameOf(b)))
  const of = (group: ContactGroup) => found.filter((contact) => groupOf(contact) === group)
  return {
    requests: of('requests'),
    favourites: of('favourites'),
    others: of('others'),
    pending: of('pending'),
    blocked: of('blocked'),
  }
}

/**
 * Whom Enter calls: the one of exactly this name, else of exactly this nickname, else the first that is shown, else
 * the test contact if that is shown, else the name as typed.
 */
export function toDialled(contacts: readonly ContactView[], groups: ContactGroups, text: string): string {
  const wanted = fold(text)
  if (wanted === fold(ECHO_NAME)) return ECHO_NAME
  const exact =
    contacts.find(({ name }) => fold(name) === wanted) ??
    contacts.find(({ nickname }) => nickname !== '' && fold(nickname) === wanted)
  const first = exact ?? groups.favourites[0] ?? groups.others[0] ?? groups.pending[0]
  return first?.name ?? (matchesEcho(text) ? ECHO_NAME : text.trim())
}

/** Whether the test contact is among those that a text finds. */
export const matchesEcho = (text: string): boolean => fold(ECHO_NAME).includes(fold(text))

function fold(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase().toLowerCase()
}

export function useContactGroups(text: string): ContactGroups {
  const contacts = useHostState('contacts')
  return useMemo(() => {
    const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
    return toGroups(contacts, text, compare)
  }, [contacts, text])
}

export function useContact(name: UserName | null): ContactView | null {
  const contacts = useHostState('contacts')
  if (name === null) return null
  return contacts.find((contact) => toNameKey(contact.name) === toNameKey(name)) ?? null
}

/** Gives the nickname of a name where there is one. */
export function useShownName(): (name: UserName) => string {
  const contacts = useHostState('contacts')
  return (name) => {
    const contact = contacts.find((known) => toNameKey(known.name) === toNameKey(name))
    return contact === undefined ? name : shownNameOf(contact)
  }
}
