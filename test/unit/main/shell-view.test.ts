import { describe, expect, test } from 'vitest'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import {
  shellView,
  type MenuLine,
  type ShellDeed,
  type ShellSources,
} from '../../../src/main/shell/shell-view.ts'
import type { CallPresence } from '../../../src/shared/call/call.ts'
import { IDLE_PRESENCE as IDLE } from '../../../src/shared/call/presence.ts'
import type { Connection } from '../../../src/shared/host.ts'
import { UserName } from '../../../src/shared/ids.ts'
import type { ContactView } from '../../../src/shared/model/contact.ts'
import { nextMorning } from '../../../src/shared/model/do-not-disturb.ts'
import { id } from '../../fakes/calls.ts'
import { contact } from '../../e2e/screens-harness/people.ts'

const NOW = new Date(2026, 10, 21, 22, 30).getTime()
const HOUR = 3_600_000
const BOB = UserName.parse('bob')
const english = shellTexts('en', 'ko-KR')
const online: Connection = { status: 'online' }
const offline: Connection = { status: 'offline', error: null, retryAt: null }
const inCall: CallPresence = { ...IDLE, status: 'in-call', callId: id(1), peer: BOB }
const ringing: CallPresence = {
  ...IDLE,
  status: 'ringing',
  callId: id(2),
  peer: BOB,
  ringing: [{ callId: id(2), peer: BOB }],
}

const view = (change: Partial<ShellSources> = {}) =>
  shellView(english, {
    presence: IDLE,
    connection: online,
    contacts: [],
    doNotDisturb: 'off',
    missed: 0,
    now: NOW,
    ...change,
  })

test.each<[string, Partial<ShellSources>, string, string]>([
  ['online', {}, 'online', 'Online'],
  ['connecting', { connection: { status: 'connecting' } }, 'connecting', 'Connecting ...'],
  ['offline', { connection: offline }, 'offline', 'Offline'],
  ['refused', { connection: { status: 'refused', error: { code: 'name-taken' } } }, 'offline', 'Offline'],
  ['dialling', { presence: { ...inCall, status: 'calling' } }, 'in-call', 'Calling bob'],
  ['ringing', { presence: ringing }, 'ringing', 'Incoming call from bob'],
  ['in a call', { presence: inCall }, 'in-call', 'In a call with bob'],
  ['muted', { presence: { ...inCall, muted: true } }, 'muted', 'In a call with bob (muted)'],
  ['on hold', { presence: { ...inCall, held: true } }, 'in-call', 'In a call with bob (on hold)'],
  ['missed', { missed: 3 }, 'missed-3', 'Online · 3 missed calls'],
  ['missed and offline', { missed: 1, connection: offline }, 'missed-1', 'Offline · 1 missed call'],
  ['many missed', { missed: 12 }, 'missed-many', 'Online · 12 missed calls'],
  ['missed, in a call', { missed: 2, presence: inCall }, 'in-call', 'In a call with bob · 2 missed calls'],
  ['do not disturb', { doNotDisturb: 'on' }, 'do-not-disturb', 'Do not disturb'],
  ['until later', { doNotDisturb: NOW + 1 }, 'do-not-disturb', 'Do not disturb'],
  ['until just now', { doNotDisturb: NOW }, 'online', 'Online'],
  ['rings unheard', { doNotDisturb: 'on', presence: ringing }, 'do-not-disturb', 'Incoming call from bob'],
])('%s', (_name, sources, icon, status) => {
  expect(view(sources)).toMatchObject({ icon, status })
})

describe('the menu', () => {
  const texts = (lines: readonly MenuLine[]): string[] =>
    lines.map((line) => (line.kind === 'separator' ? '-' : line.text))
  const deedAt = (lines: readonly MenuLine[], text: string): ShellDeed | null => {
    for (const line of lines) {
      if (line.kind === 'deed' && line.text === text) return line.deed
      const within = line.kind === 'menu' ? deedAt(line.lines, text) : null
      if (within !== null) return within
    }
    return null
  }
  const TAIL = ['Do not disturb', '-', 'Open Tincan', 'Preferences', 'Quit']

  test('at rest', () => {
    expect(texts(view().menu)).toEqual(['Online', '-', ...TAIL])
  })
  test('while it rings', () => {
    const { menu } = view({ presence: ringing })
    expect(texts(menu)).toEqual(['Incoming call from bob', '-', 'Accept', 'Decline', '-', ...TAIL])
    expect(deedAt(menu, 'Accept')).toEqual({ type: 'command', command: { type: 'accept', callId: id(2) } })
  })
  test('in a call, while another rings', () => {
    const second = { callId: id(3), peer: UserName.parse('김서연') }
    const { menu } = view({
      presence: { ...inCall, muted: true, ringing: [...ringing.ringing, second] },
      contacts: [contact('김서연', { nickname: '언니' })],
    })
    expect(texts(menu).slice(2, 10)).toEqual([
      'Accept: bob',
      'Decline: bob',
      'Accept: 언니',
      'Decline: 언니',
      'Mute',
      'Hold',
      'End call',
      '-',
    ])
    expect(menu.find((line) => line.kind === 'deed' && line.text === 'Mute')).toMatchObject({ checked: true })
    expect(deedAt(menu, 'Hold')).toEqual({
      type: 'command',
      command: { type: 'hold', callId: id(1), held: true },
    })
  })
  test('favourites, those who are there first, and nobody who is blocked', () => {
    const people: ContactView[] = [
      contact('zoe', { favourite: true, online: false }),
      contact('bob', { favourite: true, nickname: 'Bobby' }),
      contact('carol'),
      contact('mallory', { favourite: true, blocked: true }),
    ]
    const { menu } = view({ contacts: people })
    const call = menu.find((line) => line.kind === 'menu' && line.text === 'Call')
    expect(call?.kind === 'menu' && texts(call.lines)).toEqual(['Bobby', 'zoe'])
    expect(deedAt(menu, 'zoe')).toEqual({ type: 'command', command: { type: 'dial', name: 'zoe' } })
    expect(deedAt(view({ contacts: people, presence: inCall }).menu, 'zoe')).toBeNull()
  })
  test('do not disturb says what is chosen', () => {
    const chosen = (doNotDisturb: ShellSources['doNotDisturb']): string[] => {
      const line = view({ doNotDisturb }).menu.find(({ kind }) => kind === 'menu')
      const lines = line?.kind === 'menu' ? line.lines : []
      return lines.flatMap((one) => (one.kind === 'deed' && one.checked === true ? [one.text] : []))
    }
    expect(chosen('off')).toEqual(['Off'])
    expect(chosen('on')).toEqual(['Until I turn it off'])
    expect(chosen(NOW + HOUR / 2)).toEqual(['For 1 hour'])
    expect(chosen(nextMorning(NOW))).toEqual(['Until tomorrow morning'])
    expect(chosen(NOW - 1)).toEqual(['Off'])
  })
  test('tomorrow begins at seven', () => {
    expect(new Date(nextMorning(NOW)).toString()).toBe(new Date(2026, 10, 22, 7).toString())
    // Also from the last day of a year.
    expect(new Date(nextMorning(new Date(2026, 11, 31, 1).getTime())).getFullYear()).toBe(2027)
  })
})

test('texts follow the setting, else the system', () => {
  expect(shellTexts('ko', 'en-US').quit).toBe('종료')
  expect(shellTexts('system', 'ko-KR').quit).toBe('종료')
  expect(shellTexts('system', 'fr-FR').quit).toBe('Quit')
})
