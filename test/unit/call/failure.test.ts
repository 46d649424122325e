import { expect, test } from 'vitest'
import { causeOf, type IceFacts } from '../../../src/shared/call/failure.ts'

const facts = (change: Partial<IceFacts>): IceFacts => ({
  policy: 'all',
  urls: ['stun:s.example'],
  gathered: new Set(['host', 'srflx']),
  isPublic: false,
  errors: [],
  ...change,
})
const TURN = 'turn:t.example?transport=udp'
const error = (code: number, url = TURN) => ({ url, code })

test.each([
  ['nothing was gathered', facts({ gathered: new Set() }), 'no-network'],
  ['relay only, and none is set up', facts({ policy: 'relay', gathered: new Set() }), 'relay-missing'],
  ['TURN refused', facts({ urls: [TURN], errors: [error(401)] }), 'relay-refused'],
  [
    'TURN refused, relay only',
    facts({ policy: 'relay', urls: [TURN], gathered: new Set(), errors: [error(486)] }),
    'relay-refused',
  ],
  ['TURN did not answer', facts({ urls: [TURN], errors: [error(701)] }), 'relay-unreachable'],
  ['TURN said nothing at all', facts({ urls: [TURN] }), 'relay-unreachable'],
  ['STUN did not answer', facts({ gathered: new Set(['host']) }), 'udp-blocked'],
  ['STUN had nothing to add', facts({ gathered: new Set(['host']), isPublic: true }), 'no-path'],
  ['nobody was asked', facts({ urls: [], gathered: new Set(['host']) }), 'no-path'],
  ['a relay was there', facts({ urls: [TURN], gathered: new Set(['host', 'relay']) }), 'no-path'],
  [
    'an error of STUN is none of TURN',
    facts({ urls: ['stun:s.example', TURN], errors: [error(400, 'stun:s.example')] }),
    'relay-unreachable',
  ],
] as const)('%s: %s', (_case, found, cause) => {
  expect(causeOf(found)).toBe(cause)
})
