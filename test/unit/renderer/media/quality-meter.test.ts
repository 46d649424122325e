import { expect, test } from 'vitest'
import { createQualityMeter } from '../../../../src/renderer/media/quality-meter.ts'
import { Reception } from '../../../../src/shared/quality/receive-report.ts'

interface Counters {
  readonly packetsReceived: number
  readonly packetsLost?: number
  readonly bytesReceived?: number
  readonly totalSamplesReceived?: number
  readonly concealedSamples?: number
  readonly silentConcealedSamples?: number
  readonly jitterBufferDelay?: number
  readonly jitterBufferEmittedCount?: number
}
const stats = (inbound: Counters, rtt = 0.05): Map<string, object> =>
  new Map<string, object>([
    ['in', { type: 'inbound-rtp', jitter: 0.004, ...inbound }],
    [
      'out',
      { type: 'outbound-rtp', packetsSent: inbound.packetsReceived, bytesSent: inbound.packetsReceived * 60 },
    ],
    ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { type: 'candidate-pair', currentRoundTripTime: rtt }],
  ])
const read = (meter: ReturnType<typeof createQualityMeter>, inbound: Counters, now: number) =>
  meter.read({ stats: stats(inbound), now, level: 0.3, peer: null, packetMs: 10 })

test('a second between two readings, as rates and shares', () => {
  const meter = createQualityMeter()
  expect(read(meter, { packetsReceived: 0 }, 0)).toBeNull()
  const sample = read(
    meter,
    {
      packetsReceived: 90,
      packetsLost: 10,
      bytesReceived: 5_000,
      totalSamplesReceived: 48_000,
      concealedSamples: 6_000,
      silentConcealedSamples: 1_200,
      jitterBufferDelay: 2_400,
      jitterBufferEmittedCount: 48_000,
    },
    1_000,
  )
  expect(sample?.rttMs).toBeCloseTo(50)
  expect(sample?.received).toMatchObject({ packets: 90, loss: 0.1, concealed: 0.1, jitterMs: 4, level: 0.3 })
  expect(sample?.received.jitterBufferMs).toBeCloseTo(50)
  expect([sample?.receivedBitrate, sample?.sentBitrate, sample?.sentPackets]).toEqual([40_000, 43_200, 90])
  expect(sample?.mosReceived).toBeLessThan(4)
  expect(sample?.mosSent).toBeNull()
})

test('counters that begin anew are a new beginning, and nothing is a negative number', () => {
  const meter = createQualityMeter()
  read(meter, { packetsReceived: 500, packetsLost: 50 }, 0)
  expect(read(meter, { packetsReceived: 3 }, 1_000)).toBeNull()
  const sample = read(meter, { packetsReceived: 103, packetsLost: -2 }, 2_000)
  expect(sample?.received).toMatchObject({ packets: 100, loss: 0, concealed: 0 })
})

test('where nothing travels there is no score', () => {
  const meter = createQualityMeter()
  read(meter, { packetsReceived: 10 }, 0)
  expect(read(meter, { packetsReceived: 10 }, 1_000)?.mosReceived).toBeNull()
})

test('where the other side says nothing, RTCP tells what it receives, for a while', () => {
  const meter = createQualityMeter()
  const sentScore = (now: number, packetsReceived: number, fractionLost: number): number | null => {
    const block = { type: 'remote-inbound-rtp', timestamp: 1_000, fractionLost }
    const withRtcp = stats({ packetsReceived }).set('remote', block)
    return meter.read({ stats: withRtcp, now, level: 0.3, peer: null, packetMs: 10 })?.mosSent ?? null
  }
  expect(sentScore(0, 0, 0)).toBeNull()
  expect(sentScore(1_000, 50, 0)).toBeGreaterThan(4)
  expect(sentScore(2_000, 100, 0.3)).toBeLessThan(3)
  expect(sentScore(20_000, 1_000, 0)).toBeNull()
})

test('reports without any stats do not break it', () => {
  const meter = createQualityMeter()
  const empty = { stats: new Map<string, object>(), level: 0, peer: null, packetMs: 10 }
  meter.read({ ...empty, now: 0 })
  expect(meter.read({ ...empty, now: 1_000 })).toMatchObject({ rttMs: null, mosReceived: null })
})

test('what is told to the other side fits its schema', () => {
  const meter = createQualityMeter()
  read(meter, { packetsReceived: 0 }, 0)
  const sample = read(
    meter,
    { packetsReceived: 100, jitterBufferDelay: 1e9, jitterBufferEmittedCount: 1 },
    1_000,
  )
  expect(Reception.safeParse(sample?.received).success).toBe(true)
})

test('what the speaker did not get in time, as far as it was at work', () => {
  const meter = createQualityMeter()
  const after = (timestamp: number, played: number, madeUp = 0): number | null | undefined => {
    const playout = {
      type: 'media-playout',
      timestamp,
      totalSamplesDuration: played,
      synthesizedSamplesDuration: madeUp,
    }
    const all = new Map([...stats({ packetsReceived: 1 }), ['playout', playout]])
    return meter.read({ stats: all, now: timestamp, level: 0, peer: null, packetMs: 10 })?.missingPlayout
  }
  after(0, 0)
  expect(after(1_000, 1)).toBe(0)
  // The device asked for less than the time took.
  expect(after(2_000, 1.75)).toBe(0.25)
  // The browser says that it made something up.
  expect(after(3_000, 2.75, 0.1)).toBeCloseTo(0.1)
  // Nothing is played on hold.
  expect(after(4_000, 2.75, 0.1)).toBeNull()
})
