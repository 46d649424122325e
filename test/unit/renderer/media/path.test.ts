import { describe, expect, test } from 'vitest'
import { pathOf } from '../../../../src/renderer/media/path.ts'

interface End {
  readonly candidateType: string
  readonly address?: string | null
  readonly url?: string
  readonly relayProtocol?: string
}
const stats = (local: End, remote: End): Map<string, object> =>
  new Map<string, object>([
    ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { type: 'candidate-pair', localCandidateId: 'local', remoteCandidateId: 'remote' }],
    ['local', { type: 'local-candidate', ...local }],
    ['remote', { type: 'remote-candidate', ...remote }],
  ])
const host = (address: string | null): End => ({ candidateType: 'host', address })

describe('the path of the sound', () => {
  test.each([
    ['192.168.1.4', '192.168.1.7'],
    ['10.0.0.2', '10.9.0.2'],
    ['172.16.0.1', '172.31.255.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['169.254.1.1', '169.254.1.2'],
    ['fe80::1', 'fd00::2'],
    ['5f6d9a2e-1f2c.local', ''],
    ['192.168.1.4', null],
    ['203.0.113.4', '203.0.113.7'],
    ['2001:db8:0:1::4', '2001:db8:0:1:2:3:4:5'],
    ['2001:db8::4', '2001:db8:0:0:2:3:4:5'],
  ])('%s and %s are one network', (a, b) => {
    expect(pathOf(stats(host(a), host(b ?? null)), null)).toEqual({ kind: 'lan' })
  })

  test.each([
    ['192.168.1.4', '203.0.113.7'],
    ['172.32.0.1', '10.0.0.1'],
    ['2001:db8::1', 'fd00::2'],
    ['203.0.113.4', '203.0.114.4'],
    ['2001:db8:0:1::4', '2001:db8:0:2::4'],
    ['203.0.113.4', '2001:db8::4'],
    ['203.0.113.4', null],
  ])('%s and %s are direct, through the internet', (a, b) => {
    expect(pathOf(stats(host(a), host(b)), null)).toEqual({ kind: 'direct' })
  })

  test('a private address that a router made public is not the own network', () => {
    const reflexive = { candidateType: 'srflx', address: '192.168.1.4' }
    expect(pathOf(stats(reflexive, host('192.168.1.7')), null)).toEqual({ kind: 'direct' })
  })

  test('a relay is named, with its protocol', () => {
    const relay = {
      candidateType: 'relay',
      address: '203.0.113.7',
      url: 'turns:turn.example.org:443?transport=tcp',
      relayProtocol: 'tls',
    }
    expect(pathOf(stats(relay, host('10.0.0.1')), null)).toEqual({
      kind: 'relayed',
      host: 'turn.example.org',
      protocol: 'tls',
    })
  })

  test("the other side's relay is known by its address, and how it is reached when that was said", () => {
    const relay = { candidateType: 'relay', address: '203.0.113.7' }
    const path = { kind: 'relayed', host: '203.0.113.7' }
    const ends = stats(host('10.0.0.1'), relay)
    expect(pathOf(ends, null)).toEqual({ ...path, protocol: null })
    expect(pathOf(ends, 'tls')).toEqual({ ...path, protocol: 'tls' })
  })

  test("a peer-reflexive end is the other side's relay if that says that it uses one", () => {
    const ends = stats({ candidateType: 'srflx', address: '203.0.113.9' }, { candidateType: 'prflx' })
    expect(pathOf(ends, 'udp')).toEqual({ kind: 'relayed', host: '', protocol: 'udp' })
    expect(pathOf(ends, null)).toEqual({ kind: 'direct' })
  })

  test('of two relays on the way mine is named', () => {
    const mine = {
      candidateType: 'relay',
      address: '203.0.113.7',
      relayProtocol: 'tcp',
      url: 'turn:a.example',
    }
    const theirs = { candidateType: 'relay', address: '203.0.113.8' }
    expect(pathOf(stats(mine, theirs), 'tls')).toEqual({
      kind: 'relayed',
      host: 'a.example',
      protocol: 'tcp',
    })
  })

  test('there is none before a pair is selected', () => {
    expect(pathOf(new Map([['transport', { type: 'transport' }]]), null)).toBeNull()
    expect(pathOf(new Map(), null)).toBeNull()
  })
})
