import { expect, test } from 'vitest'
import { NO_TIMES, type RowFault, type RowTimes } from '../../../../src/renderer/media/doctor/doctor.ts'
import { stepsOf } from '../../../../src/renderer/media/doctor/steps.ts'

const MARKS = { ok: '+', failed: '!', open: '?' } as const
type Bad = readonly [fault: RowFault, times: Partial<RowTimes>]

/** E.g. `name+ reach! login?`. */
const steps = (uri: string, [fault, times]: Bad, transport: 'udp' | 'tls' = 'udp'): string =>
  stepsOf(uri, { status: 'bad', transport, times: { ...NO_TIMES, ...times }, fault })
    .map(({ kind, state }) => kind + MARKS[state])
    .join(' ')
const stun = (code: number): RowFault => ({ kind: 'stun-error', code, text: '' })

test.each<[string, ...Bad]>([
  ['name! reach? login? address? echo?', { kind: 'dns', fault: 'not-found' }, {}],
  ['name+ reach! login? address? echo?', { kind: 'reach', fault: 'refused' }, { dnsMs: 3 }],
  ['name+ reach+ login! address? echo?', stun(401), {}],
  ['name+ reach+ login! address? echo?', stun(441), {}],
  ['name+ reach+ login+ address! echo?', stun(486), {}],
  ['name+ reach+ login+ address! echo?', stun(508), {}],
  ['name+ reach+ login+ address! echo?', stun(442), {}],
  // Whether the login was good was not said.
  ['name+ reach+ login? address! echo?', stun(500), {}],
  ['name+ reach+ login+ address+ echo!', { kind: 'no-echo' }, { allocateMs: 9 }],
  // A page knows nothing of the name.
  ['name? reach! login? address? echo?', { kind: 'no-answer' }, {}],
  ['name+ reach! login? address? echo?', { kind: 'no-answer' }, { dnsMs: 3 }],
  ['name+ reach+ login? address! echo?', { kind: 'no-answer' }, { dnsMs: 3, reachMs: 4 }],
  ['name? reach? login? address? echo?', { kind: 'time-out' }, {}],
])('a relay by UDP: %s for %j', (expected, ...bad) => {
  expect(steps('turn:relay.example', bad)).toBe(expected)
})

test('TLS is a step of its own, and an address needs no name', () => {
  const expired: Bad = [
    { kind: 'tls', fault: 'expired' },
    { dnsMs: 3, reachMs: 4 },
  ]
  expect(steps('turns:relay.example', expired, 'tls')).toBe('name+ reach+ tls! login? address? echo?')
  const half: Bad = [{ kind: 'no-answer' }, { reachMs: 4 }]
  expect(steps('turns:192.0.2.7', half, 'tls')).toBe('reach+ tls! login? address? echo?')
})

test('a STUN server has no login and no echo; what works is all done; what runs is done as far as it came', () => {
  const times = { ...NO_TIMES, dnsMs: 3 }
  const state = (status: 'good' | 'running') =>
    stepsOf('stun:stun.example', { status, transport: 'udp', times }).map((step) => step.state)
  expect(state('good')).toEqual(['ok', 'ok', 'ok'])
  expect(state('running')).toEqual(['ok', 'open', 'open'])
})
