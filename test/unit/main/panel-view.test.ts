import { describe, expect, test } from 'vitest'
import { incomingPlace } from '../../../src/main/panels/panel-place.ts'
import {
  incomingNotices,
  incomingView,
  miniView,
  type PanelSources,
} from '../../../src/main/panels/panel-view.ts'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import type { CallPresence } from '../../../src/shared/call/call.ts'
import { IDLE_PRESENCE as IDLE } from '../../../src/shared/call/presence.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/model/settings.ts'
import { IncomingPanelView, MiniPanelView } from '../../../src/shared/panel.ts'
import { contact } from '../../e2e/screens-harness/people.ts'
import { bob, carol, id } from '../../fakes/calls.ts'

const NOW = 1_000_000
const contacts = [contact('Bob', { nickname: 'Bobby', verified: true })]
const ringing: CallPresence = {
  ...IDLE,
  status: 'ringing',
  callId: id(5),
  peer: bob,
  ringing: [
    { callId: id(5), peer: bob },
    { callId: id(6), peer: carol },
  ],
}
const inCall: CallPresence = { ...IDLE, status: 'in-call', callId: id(7), peer: bob, since: NOW - 5_000 }

const sources = (presence: CallPresence, change: Partial<Settings> = {}): PanelSources => ({
  presence,
  contacts,
  settings: { ...DEFAULT_SETTINGS, ...change },
})

describe('the window of calls that ring', () => {
  test('names whom I know as I call them, and says who is a stranger', () => {
    const view = incomingView(sources(ringing, { language: 'ko', theme: 'dark' }), NOW)
    expect(IncomingPanelView.parse(view)).toEqual(view)
    expect(view).toMatchObject({
      language: 'ko',
      theme: 'dark',
      isInCall: false,
      calls: [
        { callId: id(5), shownName: 'Bobby', isContact: true, verified: true },
        { callId: id(6), shownName: 'carol', isContact: false, verified: false },
      ],
    })
  })

  test('says that answering holds a call', () => {
    const second = { ...inCall, ringing: [{ callId: id(6), peer: carol }] }
    expect(incomingView(sources(second), NOW)).toMatchObject({ isInCall: true, calls: [{ callId: id(6) }] })
  })

  test('is not there without a ring, and not under do not disturb', () => {
    expect(incomingView(sources(IDLE), NOW)).toBe(null)
    expect(incomingView(sources(ringing, { doNotDisturb: 'on' }), NOW)).toBe(null)
    expect(incomingView(sources(ringing, { doNotDisturb: NOW + 1 }), NOW)).toBe(null)
    expect(incomingView(sources(ringing, { doNotDisturb: NOW }), NOW)).not.toBe(null)
  })
})

describe('the notifications of calls that ring', () => {
  const texts = shellTexts('en', 'en')
  const titles = (change: Partial<Settings> = {}): readonly string[] =>
    incomingNotices(sources(ringing, change), texts, NOW).map(({ title }) => title)

  test.each<[string, Partial<Settings>, readonly string[]]>([
    ['with names', {}, ['Incoming call from Bobby', 'Incoming call from carol']],
    ['without names', { notificationNames: false }, ['Incoming call', 'Incoming call']],
    ['switched off', { notifications: false }, []],
    ['do not disturb', { doNotDisturb: 'on' }, []],
  ])('%s', (_name, change, expected) => {
    expect(titles(change)).toEqual(expected)
  })
})

describe('the window of the call that goes on', () => {
  test('is there from the dialling to the end', () => {
    expect(miniView(sources(IDLE))).toBe(null)
    expect(miniView(sources(ringing))).toBe(null)
    expect(miniView(sources({ ...inCall, status: 'calling', since: null }))).toMatchObject({
      call: { isDialling: true, since: null },
    })
    const view = miniView(sources({ ...inCall, muted: true, held: true }))
    expect(MiniPanelView.parse(view)).toEqual(view)
    expect(view).toMatchObject({
      call: { shownName: 'Bobby', isDialling: false, muted: true, held: true, since: NOW - 5_000 },
    })
  })
})

describe('where it opens', () => {
  const screen = { x: 1_920, y: 24, width: 1_280, height: 776 }
  const size = { width: 380, height: 176 }

  test.each([
    ['darwin', 2_804, 40],
    ['linux', 2_804, 40],
    ['win32', 2_804, 608],
  ])('%s: where the system shows its own', (platform, x, y) => {
    expect(incomingPlace(screen, size, platform)).toEqual({ x, y, ...size })
  })

  test('is never higher than the screen', () => {
    expect(incomingPlace(screen, { ...size, height: 900 }, 'win32')).toMatchObject({ y: 40, height: 744 })
  })
})
