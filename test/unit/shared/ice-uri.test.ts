import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatIceUri,
  ICE_URI_FAULTS,
  parseIceUri,
  portOf,
  urlsOf,
  type IceUri,
} from '../../../src/shared/ice/uri.ts'

const uri = (change: Partial<IceUri>): IceUri => ({
  scheme: 'turn',
  host: 'turn.example.org',
  port: null,
  transport: null,
  ...change,
})

describe('what RFC 7064 and RFC 7065 allow', () => {
  test.each([
    ['stun:stun.example.org', uri({ scheme: 'stun', host: 'stun.example.org' })],
    ['stuns:example.org:5349', uri({ scheme: 'stuns', host: 'example.org', port: 5349 })],
    ['turn:turn.example.org', uri({})],
    ['TURN:Turn.Example.org', uri({})],
    ['  turn:turn.example.org:3478?transport=udp ', uri({ port: 3478, transport: 'udp' })],
    ['turn:turn.example.org?transport=TCP', uri({ transport: 'tcp' })],
    [
      'turns:192.0.2.7:443?transport=tcp',
      uri({ scheme: 'turns', host: '192.0.2.7', port: 443, transport: 'tcp' }),
    ],
    ['turn:[2001:DB8::1]:3478', uri({ host: '2001:db8::1', port: 3478 })],
    ['turn:[::ffff:192.0.2.1]', uri({ host: '::ffff:192.0.2.1' })],
    ['turn:localhost', uri({ host: 'localhost' })],
    ['turn:a_b.example', uri({ host: 'a_b.example' })],
  ])('%s', (text, expected) => {
    expect(parseIceUri(text)).toEqual({ ok: true, value: expected })
  })
})

describe('what is refused, and why', () => {
  test.each([
    ['', 'empty'],
    [`turn:${'a'.repeat(600)}`, 'too-long'],
    ['turn:turn example.org', 'whitespace'],
    ['http:turn.example.org', 'scheme'],
    ['turn.example.org', 'scheme'],
    ['turn.example.org:3478', 'scheme'],
    ['turn://turn.example.org', 'slashes'],
    ['turn:anna:secret@turn.example.org', 'userinfo'],
    ['turn:', 'host-missing'],
    ['turn::3478', 'host-missing'],
    ['turn:?transport=udp', 'host-missing'],
    ['turn:-a.example', 'host-invalid'],
    ['turn:256.1.1.1', 'host-invalid'],
    ['turn:1.2.3', 'host-invalid'],
    ['turn:[::1', 'ipv6-brackets'],
    ['turn:2001:db8::1', 'ipv6-brackets'],
    ['turn:[1::2::3]', 'host-invalid'],
    ['turn:[12345::]', 'host-invalid'],
    ['turn:host:0', 'port-invalid'],
    ['turn:host:65536', 'port-invalid'],
    ['turn:host:', 'port-invalid'],
    ['turn:host/path', 'path'],
    ['turn:[::1]x', 'path'],
    ['stun:host?transport=udp', 'query-on-stun'],
    ['turn:host?', 'query-invalid'],
    ['turn:host?x=1', 'query-invalid'],
    ['turn:host?transport=udp&x=1', 'query-invalid'],
    ['turn:host?transport=', 'transport-unknown'],
    ['turn:host?transport=sctp', 'transport-unknown'],
    ['turns:host?transport=udp', 'turns-over-udp'],
  ])('%s: %s', (text, fault) => {
    expect(parseIceUri(text)).toEqual({ ok: false, error: fault })
  })
})

test('whatever is typed gives a URI or a known fault, and never an exception', () => {
  const piece = fc.constantFrom(
    'turn',
    'stuns',
    ':',
    '[',
    ']',
    '::',
    '?transport=',
    'udp',
    '@',
    '.',
    '443',
    ' ',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 4 }))).map((p) => p.join('')),
  )
  fc.assert(
    fc.property(text, (typed) => {
      const parsed = parseIceUri(typed)
      if (!parsed.ok) return ICE_URI_FAULTS.includes(parsed.error)
      // What is written is read back as the same, and once more as the same text.
      const written = formatIceUri(parsed.value)
      expect(parseIceUri(written)).toEqual(parsed)
      return true
    }),
    { numRuns: 3_000 },
  )
})

test('default ports', () => {
  expect(portOf(uri({}))).toBe(3478)
  expect(portOf(uri({ scheme: 'turns' }))).toBe(5349)
  expect(portOf(uri({ port: 443 }))).toBe(443)
})

test('a turn URI without transport is tried by UDP and by TCP', () => {
  expect(urlsOf(uri({}))).toEqual([
    'turn:turn.example.org?transport=udp',
    'turn:turn.example.org?transport=tcp',
  ])
  expect(urlsOf(uri({ transport: 'udp' }))).toEqual(['turn:turn.example.org?transport=udp'])
  expect(urlsOf(uri({ scheme: 'turns', host: '::1' }))).toEqual(['turns:[::1]?transport=tcp'])
  expect(urlsOf(uri({ scheme: 'stun' }))).toEqual(['stun:turn.example.org'])
})
