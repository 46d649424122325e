import { expect, test } from 'vitest'
import { natFromCandidates, type NatCandidate } from '../../../../src/renderer/media/doctor/page-nat.ts'

const srflx = (port: number, base: number, address = '203.0.113.9'): NatCandidate => ({
  type: 'srflx',
  protocol: 'udp',
  address,
  port,
  relatedAddress: '192.168.1.4',
  relatedPort: base,
})
const host = (address: string): NatCandidate => ({
  type: 'host',
  protocol: 'udp',
  address,
  port: 1,
  relatedAddress: null,
  relatedPort: null,
})
/** Two operators that have answered. */
const ASKED = ['stun:a.example', 'turn:b.test?transport=udp']
const ipv4 = (
  candidates: readonly NatCandidate[],
  { urls = ASKED, isComplete = true, silent = [] as readonly string[] } = {},
) => {
  const errors = silent.map((url) => ({ code: 701, url, address: '192.168.1.4' }))
  return natFromCandidates(candidates, errors, isComplete, urls).ipv4
}

test('two public ports of one base depend on the server', () => {
  const nat = ipv4([host('192.168.1.4'), srflx(5_000, 4_000), srflx(5_001, 4_000)])
  expect(nat).toEqual({ mapping: 'dependent', publicAddress: '203.0.113.9', answered: null })
})

test('one port of each base is the same for everybody, if two operators have seen it', () => {
  const one = [srflx(5_000, 4_000), srflx(5_001, 4_001)]
  expect(ipv4(one).mapping).toBe('independent')
  expect(ipv4(one, { urls: ['stun:192.0.2.1', 'stun:192.0.2.2'] }).mapping).toBe('independent')
  // Several names for perhaps the same machine.
  expect(ipv4(one, { urls: ['stun:stun.l.a.example', 'stun:stun1.l.a.example'] }).mapping).toBe('unknown')
  expect(ipv4(one, { silent: ['stun:b.test:3478'] }).mapping).toBe('unknown')
  expect(ipv4(one, { isComplete: false }).mapping).toBe('unknown')
  // By TCP a server sees another port.
  expect(ipv4(one, { urls: ['stun:a.example', 'turn:b.test?transport=tcp'] }).mapping).toBe('unknown')
})

test('who is silent over the other family, or refuses a login, has answered all the same', () => {
  const errors = [
    { code: 701, url: 'stun:a.example', address: '2001:db8::4' },
    { code: 401, url: 'turn:b.test?transport=udp', address: '192.168.1.4' },
  ]
  expect(natFromCandidates([srflx(5_000, 4_000)], errors, true, ASKED).ipv4.mapping).toBe('independent')
})

test('a hidden base may be more than one', () => {
  expect(ipv4([srflx(5_000, 0)]).mapping).toBe('independent')
  expect(ipv4([srflx(5_000, 0), srflx(5_001, 0)]).mapping).toBe('unknown')
})

test('a public address of its own needs no NAT', () => {
  expect(ipv4([host('198.51.100.4')])).toMatchObject({ mapping: 'none', publicAddress: '198.51.100.4' })
})

test('an address that many customers of a provider share is not public (RFC 6598)', () => {
  expect(ipv4([host('100.64.0.7')])).toMatchObject({ mapping: 'unknown', publicAddress: null })
  expect(ipv4([host('100.128.0.7')]).mapping).toBe('none')
})

test('families apart', () => {
  const candidates = [srflx(1, 2), srflx(3, 2), host('2001:db8::7')]
  expect(natFromCandidates(candidates, [], true, ASKED)).toMatchObject({
    ipv4: { mapping: 'dependent', publicAddress: '203.0.113.9' },
    ipv6: { mapping: 'none', publicAddress: '2001:db8::7' },
  })
})
