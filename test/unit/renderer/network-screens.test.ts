import { describe, expect, test } from 'vitest'
import { sketchNetwork } from '../../../src/renderer/features/diagnostics/describe-network.ts'
import {
  merged,
  moved,
  put,
  toDraft,
  without,
} from '../../../src/renderer/features/settings/network/server-edits.ts'
import type { FoundCandidate } from '../../../src/renderer/media/doctor/doctor.ts'
import { IceServerId } from '../../../src/shared/ids.ts'
import type { IceServerDraft } from '../../../src/shared/model/ice-server.ts'
import type { FamilyNat, NatReport } from '../../../src/shared/network/probe.ts'

const id = (digit: number): IceServerId => IceServerId.parse(`22222222-2222-4222-8222-00000000000${digit}`)
const draft = (digit: number, change: Partial<IceServerDraft> = {}): IceServerDraft => ({
  id: id(digit),
  uri: `turn:s${digit}.example`,
  username: 'ann',
  enabled: true,
  ...change,
})
const LIST = [draft(1), draft(2), draft(3)]

describe('the list of servers', () => {
  test('a row goes one place up or down, and not over the ends', () => {
    expect(moved(LIST, id(2), 'up')).toEqual([draft(2), draft(1), draft(3)])
    expect(moved(LIST, id(2), 'down')).toEqual([draft(1), draft(3), draft(2)])
    expect(moved(LIST, id(1), 'up')).toBe(LIST)
    expect(moved(LIST, id(3), 'down')).toBe(LIST)
    expect(moved(LIST, id(9), 'up')).toBe(LIST)
  })

  test('a row takes the place of the one that it was, or stands last', () => {
    const changed = draft(2, { uri: 'turn:other.example', secret: 'x' })
    expect(put(LIST, changed)).toEqual([draft(1), changed, draft(3)])
    expect(put(LIST, draft(4))).toEqual([...LIST, draft(4)])
    expect(without(LIST, id(2))).toEqual([draft(1), draft(3)])
  })

  test('a pasted row that is there already gets its new secret, and no second row', () => {
    const pasted = draft(7, { uri: 'turn:s2.example', secret: 'new' })
    expect(merged(LIST, [pasted, draft(8)])).toEqual([draft(1), { ...pasted, id: id(2) }, draft(3), draft(8)])
    expect(merged([], [pasted, { ...pasted, id: id(8), username: 'bob' }])).toHaveLength(2)
  })

  test('a row that is kept says nothing of its secret', () => {
    expect(toDraft({ ...draft(1), hasSecret: true })).toEqual(draft(1))
  })
})

const found = (change: Partial<FoundCandidate>): FoundCandidate => ({
  type: 'host',
  family: 'ipv4',
  protocol: 'udp',
  relayProtocol: null,
  address: '192.168.1.2',
  port: 50_000,
  uri: '',
  ...change,
})
const nat = (mapping: FamilyNat['mapping']): NatReport => ({
  ipv4: { mapping, publicAddress: '203.0.113.7', answered: 2 },
  ipv6: { mapping: 'unknown', publicAddress: null, answered: 0 },
})
const PUBLIC = found({ type: 'srflx', address: '203.0.113.7' })
const relay = (change: Partial<FoundCandidate> = {}): FoundCandidate =>
  found({ type: 'relay', address: '198.51.100.1', uri: 'turn:T.example:3478?transport=udp', ...change })

describe('the picture of the network', () => {
  test('a home behind a router, with a relay by two ways', () => {
    const candidates = [
      found({}),
      PUBLIC,
      relay(),
      relay({ relayProtocol: 'tls', uri: 'turns:t.example' }),
      relay(),
    ]
    expect(sketchNetwork({ policy: 'all', candidates, nat: nat('independent') })).toEqual({
      isHidden: false,
      own: ['192.168.1.2'],
      isOnline: true,
      hasRouter: true,
      isStrict: false,
      publicAddresses: ['203.0.113.7'],
      relays: [
        { host: 't.example', transport: 'udp' },
        { host: 't.example', transport: 'tls' },
      ],
    })
  })

  test('a computer with a public address has no router', () => {
    const candidates = [found({ address: '203.0.113.7' })]
    expect(sketchNetwork({ policy: 'all', candidates, nat: nat('none') })).toMatchObject({
      own: ['203.0.113.7'],
      hasRouter: false,
      publicAddresses: ['203.0.113.7'],
    })
  })

  test('a router that shows everybody another address is strict', () => {
    const candidates = [found({}), PUBLIC]
    expect(sketchNetwork({ policy: 'all', candidates, nat: nat('dependent') })).toMatchObject({
      isStrict: true,
    })
  })

  test('with a hidden address nothing is known but the relays', () => {
    expect(sketchNetwork({ policy: 'relay', candidates: [relay()], nat: null })).toMatchObject({
      isHidden: true,
      publicAddresses: [],
      relays: [{ host: 't.example', transport: 'udp' }],
    })
  })

  test('hidden addresses are not shown, and no candidate is no network', () => {
    const hidden = found({ family: 'hidden', address: '3f1c9a52.local' })
    expect(sketchNetwork({ policy: 'all', candidates: [hidden], nat: null })).toMatchObject({
      own: [],
      isOnline: true,
    })
    expect(sketchNetwork({ policy: 'all', candidates: [], nat: null })).toMatchObject({
      isOnline: false,
      publicAddresses: [],
    })
  })
})
