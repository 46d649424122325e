import { expect, test } from 'vitest'
import { groupOf, toDialled, toGroups } from '../../../src/renderer/features/contacts/use-contacts.ts'
import { Contact, type ContactView } from '../../../src/shared/model/contact.ts'

const contact = (name: string, change: Partial<ContactView> = {}): ContactView => ({
  ...Contact.parse({ name, publicKey: 'k'.repeat(43), consent: 'mutual', addedAt: 0 }),
  online: true,
  ...change,
})
const { compare } = new Intl.Collator('en')
const LIST = [
  contact('Zoe'),
  contact('anna', { favourite: true }),
  contact('Bob', { nickname: 'Uncle' }),
  contact('bobby'),
  contact('Carol', { consent: 'outgoing' }),
  contact('Dave', { blocked: true, favourite: true }),
  contact('Erin', { consent: 'incoming' }),
]
const names = (people: readonly ContactView[]): string[] => people.map(({ name }) => name)

test('a person stands in one group, and a block weighs more than anything else', () => {
  expect(LIST.map(groupOf)).toEqual([
    'others',
    'favourites',
    'others',
    'others',
    'pending',
    'blocked',
    'requests',
  ])
})

test('groups are sorted by what is shown, nicknames included', () => {
  expect(names(toGroups(LIST, '', compare).others)).toEqual(['bobby', 'Bob', 'Zoe'])
})

test('the filter looks at names and nicknames, whatever their case', () => {
  const found = (text: string): string[] => Object.values(toGroups(LIST, text, compare)).flatMap(names)
  expect(found('BOB')).toEqual(['bobby', 'Bob'])
  expect(found(' uncle ')).toEqual(['Bob'])
  expect(found('nobody')).toEqual([])
})

test('Enter calls the exact name before the first match, then an exact nickname, then what was typed', () => {
  const dialled = (text: string): string => toDialled(LIST, toGroups(LIST, text, compare), text)
  expect(dialled('bob')).toBe('Bob')
  expect(dialled('uncle')).toBe('Bob')
  expect(dialled('bo')).toBe('bobby')
  expect(dialled(' Yves ')).toBe('Yves')
  expect(dialled('ECHO')).toBe('Echo')
  expect(dialled('ech')).toBe('Echo')
})

test('Enter never calls somebody who is blocked or only asks to be a contact, unless typed in full', () => {
  const dialled = (text: string): string => toDialled(LIST, toGroups(LIST, text, compare), text)
  expect(dialled('dav')).toBe('dav')
  expect(dialled('eri')).toBe('eri')
  expect(dialled('dave')).toBe('Dave')
})
