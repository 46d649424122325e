import { beforeEach, describe, expect, test } from 'vitest'
import { createPeerWatch, type PeerWatch } from '../../../../src/renderer/call/peer-watch.ts'
import type { LogEvent } from '../../../../src/shared/model/call-log.ts'
import type { ReceiveReport } from '../../../../src/shared/quality/receive-report.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

const REPORT: ReceiveReport = {
  kind: 'receive-report',
  packets: 100,
  loss: 0,
  concealed: 0,
  jitterMs: 1,
  jitterBufferMs: 40,
  level: 0.2,
  relayProtocol: null,
}

let clock: VirtualClock
let silentMs: number | null
let restarts: string[]
let stalls: number
let flows: boolean[]
let events: LogEvent[]
let sent: string[]
let stats: Map<string, object>
let watch: PeerWatch

function start(role: 'caller' | 'callee'): void {
  clock = createVirtualClock()
  silentMs = null
  restarts = []
  stalls = 0
  flows = []
  events = []
  sent = []
  stats = new Map()
  watch = createPeerWatch({
    role,
    clock,
    peer: {
      stats: async () => stats,
      codec: () => ({ packing: null, jitterTargetMs: null }),
      receivedLevel: () => 0,
      silentForMs: () => silentMs,
      restartIce: (cause) => void restarts.push(cause),
      policy: () => 'all',
      sendReport: (text) => void sent.push(text),
    },
    onStall: () => void (stalls += 1),
    onFlow: (next) => void flows.push(next),
    onEvent: (event) => void events.push(event),
    onSample: () => {},
    onChange: () => {},
  })
  watch.setConnected(true)
}
/** Time passes, with or without sound and reports, and the watch looks ten times a second. */
function pass(ms: number, from: { readonly sound: boolean; readonly reports: boolean }): void {
  for (let at = 0; at < ms; at += 100) {
    if (from.reports) watch.hear(REPORT)
    clock.advance(100)
    silentMs = from.sound ? 20 : (silentMs ?? 0) + 100
    watch.look()
  }
}
const FINE = { sound: true, reports: true }
const DEAD = { sound: false, reports: false }

beforeEach(() => start('caller'))

describe('a way that is dead, though it still counts as open', () => {
  test('is left after a good second, and said after two and a half', () => {
    pass(2_000, FINE)
    pass(1_100, DEAD)
    expect([restarts, flows]).toEqual([[], [true]])
    pass(200, DEAD)
    expect([restarts, stalls, flows]).toEqual([['media-stalled'], 1, [true]])
    pass(1_500, DEAD)
    expect(flows).toEqual([true, false])
    expect(restarts).toHaveLength(1)
    pass(300, FINE)
    expect(flows).toEqual([true, false, true])
  })

  test('the callee gives the caller time to look first', () => {
    start('callee')
    pass(1_000, FINE)
    pass(2_300, DEAD)
    expect(restarts).toEqual([])
    pass(300, DEAD)
    expect(restarts).toEqual(['media-stalled'])
  })

  test('is not one where only the microphone over there has failed', () => {
    pass(1_000, FINE)
    pass(10_000, { sound: false, reports: true })
    expect([restarts, flows]).toEqual([[], [true]])
  })

  test.each(['caller', 'callee'] as const)(
    'nor one whose reports come once a second, and late, while a %s waits for the other microphone',
    (role) => {
      start(role)
      pass(1_000, FINE)
      for (let second = 0; second < 5; second += 1) {
        pass(100, { sound: false, reports: true })
        pass(1_500, DEAD)
      }
      expect([restarts, flows]).toEqual([[], [true]])
      // When the reports stay away too, it is one.
      pass(role === 'caller' ? 900 : 2_100, DEAD)
      expect(restarts).toEqual(['media-stalled'])
    },
  )

  test('nor one on which no sound has come yet', () => {
    for (let at = 0; at < 10_000; at += 100) {
      clock.advance(100)
      watch.look()
    }
    expect(restarts).toEqual([])
  })

  test('ICE that loses it for a moment, while sound comes, is not one', () => {
    pass(1_000, FINE)
    watch.setConnected(false)
    pass(3_000, FINE)
    expect(flows).toEqual([true])
    pass(1_000, DEAD)
    expect(flows).toEqual([true, false])
    watch.setConnected(true)
    expect([restarts, flows]).toEqual([[], [true, false, true]])
  })

  test('each new way is given the same time as the first', () => {
    pass(1_000, FINE)
    pass(3_000, DEAD)
    watch.setConnected(false)
    watch.setConnected(true)
    expect(flows).toEqual([true, false, true])
    pass(1_000, DEAD)
    expect([restarts.length, flows]).toEqual([1, [true, false, true]])
  })
})

describe('the path', () => {
  const through = (local: object, remote: object): void => {
    stats = new Map<string, object>([
      ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
      ['pair', { type: 'candidate-pair', localCandidateId: 'local', remoteCandidateId: 'remote' }],
      ['local', { type: 'local-candidate', protocol: 'udp', ...local }],
      ['remote', { type: 'remote-candidate', protocol: 'udp', ...remote }],
      ['in', { type: 'inbound-rtp' }],
    ])
  }
  const relay = { candidateType: 'relay', address: '203.0.113.7' }
  const host = { candidateType: 'host', address: '10.0.0.1' }
  const measure = async (): Promise<void> => {
    clock.advance(1_000)
    await watch.measure(false)
  }

  test('over my relay: the other side is told how I reach it', async () => {
    through({ ...relay, relayProtocol: 'tls', url: 'turns:t.example' }, host)
    await measure()
    await measure()
    expect(JSON.parse(sent[0]!)).toMatchObject({ relayProtocol: 'tls' })
    expect(watch.view().path).toEqual({ kind: 'relayed', host: 't.example', protocol: 'tls' })
    expect(events).toMatchObject([{ kind: 'path', path: 'relayed', protocol: 'tls', relay: 't.example' }])
  })

  test('over that of the other side: how it is reached is known once it was said, and noted only once', async () => {
    through(host, relay)
    await measure()
    expect(watch.view().path).toMatchObject({ protocol: null })
    watch.hear({ ...REPORT, relayProtocol: 'tcp' })
    await measure()
    expect(watch.view().path).toMatchObject({ host: '203.0.113.7', protocol: 'tcp' })
    expect(events).toMatchObject([{ kind: 'path', path: 'relayed', protocol: 'udp', relay: '' }])
  })

  test('another address of the same kind is noted too', async () => {
    through(host, { ...host, address: '10.0.0.2' })
    await measure()
    through({ ...host, address: '10.0.0.3' }, { ...host, address: '10.0.0.2' })
    await measure()
    expect(events).toMatchObject([{ local: '10.0.0.1' }, { local: '10.0.0.3' }])
  })
})

describe('measuring', () => {
  const second = (packets: number, lost = 0): void => {
    stats = new Map<string, object>([
      ['in', { type: 'inbound-rtp', packetsReceived: packets, packetsLost: lost }],
      ['out', { type: 'outbound-rtp', packetsSent: packets, bytesSent: packets * 60 }],
    ])
    clock.advance(1_000)
  }

  test('the other side is told what comes here', async () => {
    second(100)
    await watch.measure(false)
    second(180, 20)
    await watch.measure(false)
    expect(sent.map((text): unknown => JSON.parse(text))).toMatchObject([
      { kind: 'receive-report', packets: 80, loss: 0.2, relayProtocol: null },
    ])
    expect(watch.view().samples).toHaveLength(1)
    expect(events).toMatchObject([{ kind: 'loss', received: 0.2 }])
  })

  test('two minutes are kept, and loss is noted every ten seconds at most', async () => {
    for (let i = 0; i < 200; i += 1) {
      second(100 * i, 10 * i)
      await watch.measure(false)
    }
    expect(watch.view().samples).toHaveLength(120)
    expect(events.filter(({ kind }) => kind === 'loss')).toHaveLength(20)
  })

  test('who talks without being heard learns it, and it is written down once', async () => {
    for (let i = 0; i < 8; i += 1) {
      second(100 * i)
      watch.hear({ ...REPORT, level: 0 })
      await watch.measure(true)
    }
    expect(watch.view().unheard).toBe('silence-arrives')
    expect(events.filter(({ kind }) => kind === 'unheard')).toHaveLength(1)
    watch.hear(REPORT)
    second(900)
    await watch.measure(true)
    expect(watch.view().unheard).toBeNull()
  })
})
