import { expect, test } from 'vitest'
import { soundOf } from '../../../../src/renderer/call/sound-of.ts'
import { resourcesOf } from '../../../../src/shared/call/resources.ts'
import type { ContactView } from '../../../../src/shared/model/contact.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/shared/model/settings.ts'
import { contact } from '../../../e2e/screens-harness/people.ts'
import { bob, carol, device, id, testPhone, type TestPhone } from '../../../fakes/calls.ts'

const NOW = 1_000_000
const FROM = { callId: id(5), from: { name: bob, device: device(2) } }
const INVITE = { kind: 'invite', preconnect: false } as const

function ringing(): TestPhone {
  const phone = testPhone()
  phone.hear(INVITE, FROM)
  return phone
}
const soundFor = (
  { phone }: TestPhone,
  change: Partial<Settings> = {},
  contacts: readonly ContactView[] = [],
) => {
  const settings = { ...DEFAULT_SETTINGS, ...change }
  const resources = resourcesOf(phone)
  return soundOf({
    phone,
    resources,
    settings,
    contacts,
    speaker: 'headset',
    ringSpeaker: 'desk',
    now: NOW,
  })
}

test('nothing is heard at rest', () => {
  expect(soundFor(testPhone())).toBe(null)
})

test.each<[string, Partial<Settings>, readonly ContactView[], object | null]>([
  ['as it comes', {}, [], { kind: 'ring', ringtone: 'cans', speakers: ['desk', ''] }],
  ['the ringtone of the settings', { ringtone: 'lantern' }, [], { ringtone: 'lantern' }],
  ['at its own speaker alone', { ringAlsoOnDefault: false }, [], { speakers: ['desk'] }],
  ['the own one of a contact', {}, [contact('Bob', { ringtone: 'pebbles' })], { ringtone: 'pebbles' }],
  [
    'a contact without an own one',
    { ringtone: 'pebbles' },
    [contact('bob', { ringtone: 'inherit' })],
    { ringtone: 'pebbles' },
  ],
  ['the one of another contact', {}, [contact('carol', { ringtone: 'pebbles' })], { ringtone: 'cans' }],
  ['silent', { ringtone: 'silent' }, [], null],
  ['a silent contact', {}, [contact('bob', { ringtone: 'silent' })], null],
  [
    'a contact who may be heard',
    { ringtone: 'silent' },
    [contact('bob', { ringtone: 'cans' })],
    { ringtone: 'cans' },
  ],
  ['do not disturb', { doNotDisturb: 'on' }, [], null],
  ['do not disturb until later', { doNotDisturb: NOW + 1 }, [], null],
  ['do not disturb until just now', { doNotDisturb: NOW }, [], { ringtone: 'cans' }],
])('a ring: %s', (_name, settings, contacts, expected) => {
  const sound = soundFor(ringing(), settings, contacts)
  if (expected === null) expect(sound).toBe(null)
  else expect(sound).toMatchObject(expected)
})

test('ignored, it is silent', () => {
  const phone = ringing()
  phone.do({ type: 'ignore', callId: id(5) })
  expect(soundFor(phone)).toBe(null)
})

test('a second call does not ring into the first: it knocks, where the call is heard', () => {
  const phone = ringing()
  phone.do({ type: 'accept', callId: id(5) })
  phone.hear(INVITE, { callId: id(6), from: { name: carol, device: device(3) } })
  expect(soundFor(phone)).toEqual({ kind: 'waiting', speaker: 'headset' })
  expect(soundFor(phone, {}, [contact('carol', { ringtone: 'silent' })])).toBe(null)
  expect(soundFor(phone, { doNotDisturb: 'on' })).toBe(null)
})

test('the ringback is heard where the call will be, also under do not disturb', () => {
  const phone = testPhone()
  phone.do({ type: 'dial', callId: id(5), peer: bob, preconnect: false })
  phone.hear({ kind: 'ringing', preconnect: false, busy: false }, FROM)
  expect(soundFor(phone, { doNotDisturb: 'on' })).toEqual({
    kind: 'ringback',
    speaker: 'headset',
  })
})
