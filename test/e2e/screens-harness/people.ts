import type { Account } from '../../../src/shared/host.ts'
import { CallId, DeviceId, PublicKey, UserName } from '../../../src/shared/ids.ts'
import { Contact, type ContactView } from '../../../src/shared/model/contact.ts'
import type { HistoryEntry } from '../../../src/shared/model/history.ts'

export const name = (text: string): UserName => UserName.parse(text)
export const key = (letter: string): PublicKey => PublicKey.parse(`k${letter.repeat(41)}9`)
export const callId = (number: number): CallId =>
  CallId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
export const device = DeviceId.parse('11111111-1111-4111-8111-111111111111')

export const ALICE: Account = {
  name: name('alice'),
  publicKey: PublicKey.parse('q3Vn0T8xWl2cYbR4uKe7sHjDzPmAfGiO5yXwNtB1C6k'),
  device,
  server: 'https://call.example.org',
  protection: 'os',
}

export function contact(
  who: string,
  change: Partial<ContactView> & { online?: boolean | null } = {},
): ContactView {
  const base = Contact.parse({ name: who, publicKey: key('a'), consent: 'mutual', addedAt: 0 })
  return { ...base, online: true, ...change }
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export const PEOPLE: readonly ContactView[] = [
  contact('bob', { favourite: true, verified: true }),
  contact('김서연', { favourite: true, nickname: '서연 언니' }),
  contact('Grace Hopper', { online: false }),
  contact('mika', { online: true }),
  contact('José Álvarez', { online: false, offeredKey: key('b') }),
  contact('wolfeschlegelsteinhausenberger', { online: false }),
  contact('zoe', { consent: 'outgoing', online: null }),
  contact('mallory', { blocked: true, online: null }),
]

export const REQUEST = contact('trent', { consent: 'incoming', online: null })

export function history(now: number): readonly HistoryEntry[] {
  const entry = (number: number, ago: number, change: Partial<HistoryEntry>): HistoryEntry => ({
    callId: callId(9000 + number),
    peer: name('bob'),
    direction: 'incoming',
    outcome: 'answered',
    startedAt: now - ago,
    durationMs: null,
    reason: null,
    note: null,
    seen: true,
    ...change,
  })
  return [
    entry(1, 12 * MINUTE, { outcome: 'missed', seen: false }),
    entry(2, 50 * MINUTE, { outcome: 'missed', seen: false, peer: name('Grace Hopper') }),
    entry(3, DAY, { durationMs: 754_000 }),
    entry(4, DAY + 60 * MINUTE, { direction: 'outgoing', durationMs: 4_205_000, peer: name('김서연') }),
    entry(5, 3 * DAY, { direction: 'outgoing', outcome: 'no-answer', peer: name('mika') }),
    entry(6, 4 * DAY, { direction: 'outgoing', outcome: 'failed', reason: 'connection-failed' }),
    entry(7, 5 * DAY, { outcome: 'declined' }),
    entry(8, 20 * DAY, { direction: 'outgoing', outcome: 'offline', peer: name('José Álvarez') }),
    entry(9, 21 * DAY, {
      direction: 'outgoing',
      outcome: 'declined',
      peer: name('mika'),
      note: 'In a meeting. I call you back at four.',
    }),
    entry(10, 22 * DAY, { outcome: 'answered-elsewhere' }),
    entry(11, 23 * DAY, { direction: 'outgoing', outcome: 'cancelled' }),
  ]
}
