import { expect, test } from 'vitest'
import { createClimber } from '../../../../src/renderer/call/climber.ts'

const relayed = (protocol: 'udp' | 'tcp' | 'tls') =>
  ({ kind: 'relayed', host: 't.example', protocol }) as const
const RELAYED = relayed('udp')
const DIRECT = { kind: 'direct' } as const

test('a call that fell to a relay climbs back, less and less often', () => {
  const climber = createClimber()
  climber.isDue(DIRECT, 'all', 0)
  const due = Array.from({ length: 400 }, (_, second) => second).filter((second) =>
    climber.isDue(RELAYED, 'all', second * 1_000),
  )
  expect(due).toEqual([15, 45, 105, 225])
})

test('back on a direct path it begins anew', () => {
  const climber = createClimber()
  for (const path of [DIRECT, RELAYED, DIRECT]) climber.isDue(path, 'all', 0)
  expect([100_000, 114_999, 115_000].map((now) => climber.isDue(RELAYED, 'all', now))).toEqual([
    false,
    false,
    true,
  ])
})

test.each([
  ['udp', 'tls', 'all', true],
  ['udp', 'tcp', 'relay', true],
  ['tcp', 'tls', 'relay', true],
  ['tls', 'udp', 'all', false],
  ['tcp', 'tcp', 'all', false],
] as const)('from a relay over %s to one over %s, with policy %s: %s', (before, after, policy, isDue) => {
  const climber = createClimber()
  climber.isDue(relayed(before), policy, 0)
  climber.isDue(relayed(after), policy, 1_000)
  expect(climber.isDue(relayed(after), policy, 20_000)).toBe(isDue)
})

test('there is nothing to climb to where the call began at a relay, or is to stay there', () => {
  const never = createClimber()
  const hidden = createClimber()
  hidden.isDue(DIRECT, 'all', 0)
  for (let now = 0; now < 600_000; now += 1_000) {
    expect(never.isDue(RELAYED, 'all', now)).toBe(false)
    expect(hidden.isDue(RELAYED, 'relay', now)).toBe(false)
  }
})
