import { describe, expect, test } from 'vitest'
import { NO_TIMES, type FoundCandidate, type RowTest } from '../../../../src/renderer/media/doctor/doctor.ts'
import { allocationFault } from '../../../../src/renderer/media/doctor/fault.ts'
import { settled } from '../../../../src/renderer/media/doctor/shown-rows.ts'
import { timesOf } from '../../../../src/renderer/media/doctor/transport-test.ts'
import { waysOf } from '../../../../src/renderer/media/doctor/transports.ts'
import { verdictOf } from '../../../../src/renderer/media/doctor/verdict.ts'
import { parseIceUri } from '../../../../src/shared/ice/uri.ts'
import type { ProbeReport } from '../../../../src/shared/network/probe.ts'

const step = <T>(value: T) => ({ status: 'ok', ms: 3, value }) as const
const failed = <const F>(fault: F) => ({ status: 'failed', ms: 3, fault, detail: '' }) as const
const ipv4 = <T>(only: T) => ({ ipv4: only, ipv6: null }) as const
const dns = step({ ipv4: ['192.0.2.1'], ipv6: [] })

describe('why a server gave nothing', () => {
  const probe: ProbeReport = { dns, reach: ipv4(step(null)), tls: null }
  test.each([
    [[{ code: 401, text: 'Unauthorized' }], probe, { kind: 'stun-error', code: 401, text: 'Unauthorized' }],
    [
      [{ code: 701, text: '' }],
      { ...probe, dns: failed('not-found'), reach: null },
      { kind: 'dns', fault: 'not-found' },
    ],
    [[{ code: 701, text: '' }], { ...probe, tls: failed('expired') }, { kind: 'tls', fault: 'expired' }],
    [[], { ...probe, reach: ipv4(failed('refused')) }, { kind: 'reach', fault: 'refused' }],
    [[{ code: 701, text: '' }], null, { kind: 'no-answer' }],
    [
      [
        { code: 1, text: 'Unauthorized' },
        { code: 508, text: 'Full' },
      ],
      probe,
      { kind: 'stun-error', code: 508, text: 'Full' },
    ],
    [[{ code: 1, text: 'Unauthorized' }], probe, { kind: 'stun-error', code: 1, text: 'Unauthorized' }],
    // What the server itself said explains more than what a socket saw.
    [
      [
        { code: 701, text: '' },
        { code: 486, text: 'Quota' },
      ],
      { ...probe, reach: ipv4(failed('timeout')) },
      { kind: 'stun-error', code: 486, text: 'Quota' },
    ],
  ] as const)('%j', (errors, report, fault) => {
    const answers = errors.map((error) => ({ ...error, url: 'turn:x' }))
    expect(allocationFault(answers, report, false)).toEqual(fault)
  })
  test('hardly asked', () => {
    expect(allocationFault([], null, true)).toEqual({ kind: 'time-out' })
  })
})

describe('the times of a probe', () => {
  const both = { ipv4: failed('timeout'), ipv6: step(null) } as const
  test.each([
    [{ dns: failed('not-found'), reach: null, tls: null }, {}],
    [
      { dns, reach: ipv4(failed('refused')), tls: null },
      { dnsMs: 3, families: { ipv4: 'refused', ipv6: 'no-address' } },
    ],
    [
      { dns, reach: both, tls: failed('expired') },
      { dnsMs: 3, reachMs: 3, families: { ipv4: 'timeout', ipv6: 3 } },
    ],
    [
      { dns: null, reach: ipv4(step(null)), tls: step({ validTo: 0 }) },
      { reachMs: 3, tlsMs: 3 },
    ],
  ] as const)('a step that failed has none, and each family its own: %j', (report, times) => {
    expect({ ...NO_TIMES, ...timesOf(report) }).toEqual({ ...NO_TIMES, ...times })
  })
})

test.each([
  ['turn:x', ['udp', 'tcp']],
  ['turn:x?transport=tcp', ['tcp']],
  ['turns:x:443', ['tls']],
  ['stun:x', ['udp']],
  ['stuns:x', ['udp']],
])('%s is asked by %j', (text, transports) => {
  const uri = parseIceUri(text)
  expect(uri.ok && waysOf(uri.value).map(({ transport }) => transport)).toEqual(transports)
})

test('what was not finished is as it was before, or not there; what was finished stays', () => {
  const times = NO_TIMES
  const row = (uri: string, udp: 'running' | 'good', tcp: 'running' | 'good'): RowTest => ({
    source: { kind: 'lent', uri },
    uri,
    isUsed: true,
    transports: [
      { status: udp, transport: 'udp', times },
      { status: tcp, transport: 'tcp', times },
    ],
  })
  const known = row('turn:a', 'good', 'good')
  const half = row('turn:b', 'good', 'running')
  const rows = [row('turn:a', 'running', 'good'), half, row('turn:c', 'running', 'running')]
  expect(settled(rows, [known])).toEqual([known, { ...half, transports: half.transports.slice(0, 1) }])
})

describe('the verdict', () => {
  const times = { ...NO_TIMES, allocateMs: 1, echoMs: 1 }
  const row = (uri: string, status: 'good' | 'bad'): RowTest => ({
    source: { kind: 'lent', uri },
    uri,
    isUsed: true,
    transports: [
      status === 'good'
        ? { status, transport: 'udp', times }
        : { status, transport: 'udp', times, fault: { kind: 'no-answer' } },
    ],
  })
  const candidate = (type: FoundCandidate['type'], address: string): FoundCandidate => ({
    type,
    address,
    family: 'ipv4',
    protocol: 'udp',
    relayProtocol: null,
    port: 1,
    uri: '',
  })
  const NO_WAY = { mapping: 'unknown', publicAddress: null, answered: 0 } as const
  const HOST = candidate('host', '192.168.1.4')
  const PUBLIC = candidate('srflx', '203.0.113.9')
  const GOOD = row('turn:a', 'good')
  const BAD = row('turn:b', 'bad')
  test.each([
    ['all', [GOOD, BAD], [HOST, PUBLIC], 'direct-and-relay'],
    ['all', [], [HOST, PUBLIC], 'direct-only'],
    ['all', [row('stun:s', 'good')], [HOST, PUBLIC], 'direct-only'],
    ['all', [BAD], [HOST, PUBLIC], 'relay-broken'],
    ['all', [GOOD], [HOST], 'relay-only'],
    ['all', [], [HOST], 'lan-only'],
    ['all', [BAD], [HOST], 'lan-only'],
    ['all', [], [], 'offline'],
    ['relay', [GOOD], [], 'hidden-by-relay'],
    ['relay', [BAD], [HOST, PUBLIC], 'hidden-without-relay'],
    ['all', [], [candidate('host', '198.51.100.4')], 'direct-only'],
  ] as const)('%s, %j, %j: %s', (policy, rows, candidates, verdict) => {
    expect(verdictOf(rows, { policy, candidates, nat: null })).toBe(verdict)
  })
  test.each([
    ['all', [GOOD], 'dependent', 'strict-with-relay'],
    ['all', [], 'dependent', 'strict-without-relay'],
    ['all', [BAD], 'dependent', 'strict-without-relay'],
    ['all', [], 'independent', 'direct-only'],
    ['all', [BAD], 'unknown', 'relay-broken'],
    ['relay', [GOOD], 'dependent', 'hidden-by-relay'],
    ['all', [{ ...GOOD, isUsed: false }], 'independent', 'direct-only'],
  ] as const)('%s, %j, behind a NAT whose mapping is %s: %s', (policy, rows, mapping, verdict) => {
    const nat = { ipv4: { mapping, publicAddress: '203.0.113.9', answered: 2 }, ipv6: NO_WAY }
    expect(verdictOf(rows, { policy, candidates: [HOST, PUBLIC], nat })).toBe(verdict)
  })
  test('one family that maps well is enough for a direct way', () => {
    const strict = { mapping: 'dependent', publicAddress: '203.0.113.9', answered: 2 } as const
    const open = { mapping: 'none', publicAddress: '2001:db8::9', answered: 2 } as const
    const found = { policy: 'all', candidates: [HOST, PUBLIC] } as const
    expect(verdictOf([], { ...found, nat: { ipv4: strict, ipv6: open } })).toBe('direct-only')
    expect(verdictOf([], { ...found, nat: { ipv4: NO_WAY, ipv6: strict } })).toBe('strict-without-relay')
  })
})
