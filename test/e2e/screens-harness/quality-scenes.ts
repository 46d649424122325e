import type { Active, Call } from '../../../src/shared/call/call.ts'
import type { HostState } from '../../../src/shared/host.ts'
import type { CallLog } from '../../../src/shared/model/call-log.ts'
import { meanOpinionScore, ratingFactor } from '../../../src/shared/quality/e-model.ts'
import type { QualitySample } from '../../../src/shared/quality/sample.ts'
import type { CallSessionState, CallView } from '../../../src/renderer/call/session.ts'
import type { ConnectionDetails } from '../../../src/renderer/media/details.ts'
import { OPEN, view } from './fake-session.ts'

interface QualityScene {
  readonly host: HostState
  readonly calls?: Partial<CallSessionState>
  readonly logs?: Readonly<Record<string, CallLog>>
}

/** Two minutes of a call whose delay and loss rise and fall, the same at each run. */
function samplesUntil(now: number, loss: number, rttMs: number): QualitySample[] {
  return Array.from({ length: 120 }, (_, index) => {
    const wave = (1 + Math.sin(index / 9)) / 2
    const direction = (share: number) => ({
      packets: 100,
      loss: share,
      concealed: share / 2,
      jitterMs: 3 + wave * 4,
      jitterBufferMs: 38 + wave * 22,
      level: 0.2,
    })
    const received = direction(index % 17 === 0 ? loss * 2 : loss * wave)
    const peer = direction(loss * (1 - wave))
    const rtt = rttMs * (0.8 + 0.4 * wave)
    const score = (of: typeof received): number =>
      meanOpinionScore(ratingFactor({ oneWayDelayMs: rtt / 2 + of.jitterBufferMs + 16.5, loss: of.loss }))
    return {
      at: now - (119 - index) * 1_000,
      rttMs: rtt,
      received,
      receivedBitrate: 42_000 + 6_000 * wave,
      sentBitrate: 45_000 - 4_000 * wave,
      availableBitrate: 300_000,
      missingPlayout: 0,
      sentPackets: 100,
      peer,
      mosReceived: score(received),
      mosSent: score(peer),
    }
  })
}

const DETAILS: ConnectionDetails = {
  local: { type: 'relay', protocol: 'udp', relayProtocol: 'tls', address: '203.0.113.20', port: 50_112 },
  remote: { type: 'srflx', protocol: 'udp', relayProtocol: null, address: '198.51.100.77', port: 61_034 },
  codec: 'opus/48000/2 minptime=10;useinbandfec=1;stereo=1;usedtx=1',
  packing: { packetMs: 10, redundant: true, stereo: false, dtx: true, maxBitrate: null },
  targetBitrate: 40_000,
  jitterTargetMs: 0,
  dtlsVersion: 'FEFD',
  srtpCipher: 'AES_CM_128_HMAC_SHA1_80',
}

const LOG: CallLog = [
  { atMs: 0, event: { kind: 'phase', phase: 'calling' } },
  { atMs: 61, event: { kind: 'microphone', state: 'open', label: 'Built-in microphone' } },
  { atMs: 62, event: { kind: 'speaker', label: 'Headphones (USB)' } },
  { atMs: 74, event: { kind: 'phase', phase: 'ringing' } },
  { atMs: 5_240, event: { kind: 'phase', phase: 'active' } },
  {
    atMs: 5_262,
    event: {
      kind: 'path',
      path: 'direct',
      protocol: 'udp',
      local: '192.168.1.11',
      remote: '198.51.100.77',
      relay: '',
    },
  },
  { atMs: 31_000, event: { kind: 'mute', side: 'me', muted: true } },
  { atMs: 44_500, event: { kind: 'mute', side: 'me', muted: false } },
  { atMs: 61_200, event: { kind: 'loss', received: 0.12, sent: 0.31, rttMs: 240 } },
  { atMs: 63_000, event: { kind: 'ice-restart', cause: 'media-stalled' } },
  { atMs: 63_900, event: { kind: 'media-lost' } },
  {
    atMs: 64_050,
    event: {
      kind: 'ice-error',
      uri: 'turn:turn.example.org:3478?transport=udp',
      code: 401,
      text: 'Unauthorized',
    },
  },
  { atMs: 65_700, event: { kind: 'media-back', afterMs: 1_800 } },
  {
    atMs: 65_710,
    event: {
      kind: 'path',
      path: 'relayed',
      protocol: 'tls',
      local: '203.0.113.20',
      remote: '198.51.100.77',
      relay: 'turn.example.org',
    },
  },
  { atMs: 70_100, event: { kind: 'ice-restart', cause: 'resumed' } },
  { atMs: 80_000, event: { kind: 'ice-restart', cause: 'better-path' } },
  { atMs: 120_300, event: { kind: 'end', reason: 'peer-hung-up', by: 'peer' } },
]

/** Scenes of a call's sound and of its record, over the people of the other scenes. */
export function qualityScenes(now: number, host: HostState, active: Active): Record<string, QualityScene> {
  const inCall = (change: Partial<CallView>): QualityScene => ({
    host,
    calls: {
      calls: [view(active satisfies Call, change)],
      microphone: OPEN,
    },
  })
  const relayed = { kind: 'relayed', host: 'turn.example.org', protocol: 'tls' } as const
  return {
    'quality-good': inCall({
      path: { kind: 'lan' },
      samples: samplesUntil(now, 0, 4),
      details: { ...DETAILS, local: { ...DETAILS.local, type: 'host', relayProtocol: null } },
      quality: 'good',
      meSpeaking: true,
    }),
    'quality-fair': inCall({
      path: { kind: 'direct' },
      samples: samplesUntil(now, 0.03, 160),
      details: DETAILS,
      quality: 'fair',
    }),
    'quality-poor': inCall({
      path: relayed,
      samples: samplesUntil(now, 0.14, 420),
      details: DETAILS,
      quality: 'poor',
    }),
    unheard: inCall({
      // The relay of the other side, who has not said yet how it is reached.
      path: { kind: 'relayed', host: '203.0.113.20', protocol: null },
      samples: samplesUntil(now, 0, 40),
      peerSpeaking: true,
      details: DETAILS,
      quality: 'good',
      meSpeaking: true,
      unheard: 'silence-arrives',
    }),
    timeline: { host, logs: Object.fromEntries(host.history.map(({ callId }) => [callId, LOG])) },
    'timeline-none': { host },
  }
}
