import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallLog, LogEvent } from '../../../src/shared/model/call-log.ts'
import { callReport } from '../../../src/shared/model/call-report.ts'

const ENTRY = {
  direction: 'outgoing',
  outcome: 'answered',
  startedAt: Date.UTC(2026, 10, 21, 4),
  durationMs: 65_000,
  reason: null,
} as const

const reportOf = (...events: LogEvent[]): string =>
  callReport(ENTRY, events.map((event, index) => ({ atMs: index * 1_000, event })) satisfies CallLog, '1.0')

test('what happened is there, in order and with times', () => {
  const report = reportOf(
    { kind: 'phase', phase: 'active' },
    {
      kind: 'path',
      path: 'relayed',
      protocol: 'tls',
      local: '203.0.113.9',
      remote: '10.0.0.7',
      relay: 'turn.example.org',
    },
    { kind: 'ice-error', uri: 'turn:turn.example.org:3478?transport=udp', code: 401, text: 'Unauthorized' },
    { kind: 'end', reason: 'connection-lost', by: 'network' },
  )
  expect(report).toContain('outgoing call, 2026-11-21T04:00:00.000Z, answered, 65 s')
  expect(report).toContain('+1.00 s  path relayed over tls, [public IPv4] to [private IPv4], relay [relay]')
  expect(report).toContain('ICE error 401 of turn:[host]?transport=udp')
  expect(report).toContain('ended by network (connection-lost)')
})

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.domain(),
  fc.uuid().map((id) => `${id}.local`),
)
const event: fc.Arbitrary<{ event: LogEvent; said: string }> = fc
  .record({
    address,
    kind: fc.constantFrom('path', 'relay', 'error', 'text', 'microphone', 'speaker', 'cause', 'end'),
  })
  .map(({ address: said, kind }) => {
    const path = { kind: 'path', path: 'direct', protocol: 'udp', local: '', remote: '', relay: '' } as const
    const events: Record<typeof kind, LogEvent> = {
      path: { ...path, local: said, remote: said },
      relay: { ...path, path: 'relayed', relay: said },
      error: { kind: 'ice-error', uri: `turn:${said}:3478`, code: 701, text: '' },
      text: { kind: 'ice-error', uri: 'turn:x', code: 701, text: `lookup of ${said} failed` },
      microphone: { kind: 'microphone', state: 'open', label: said },
      speaker: { kind: 'speaker', label: said },
      cause: { kind: 'unheard', cause: said },
      end: { kind: 'end', reason: said, by: 'network' },
    }
    return { event: events[kind], said }
  })

test('no address, host or device name survives, wherever it was written down', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
      const report = reportOf(...events.map((one) => one.event))
      for (const { said } of events) {
        // Short ones such as `::` or `a.b` may be part of anything.
        if (said.length > 6) expect(report).not.toContain(said)
      }
    }),
    { numRuns: 500 },
  )
})
