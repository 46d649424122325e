import type { Clock } from '../../shared/clock.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import { createHearingWatch } from '../../shared/quality/hearing.ts'
import type { ReceiveReport } from '../../shared/quality/receive-report.ts'
import type { QualitySample, QualityWord, UnheardCause } from '../../shared/quality/sample.ts'
import { createQualityJudge } from '../../shared/quality/word.ts'
import { createSpeakingDetector } from '../../shared/sound/speaking.ts'
import { detailsOf, type ConnectionDetails } from '../media/details.ts'
import { pathOf, type MediaPath } from '../media/path.ts'
import type { Peer } from '../media/peer.ts'
import { createQualityMeter } from '../media/quality-meter.ts'
import { createClimber } from './climber.ts'

/**
 * Sound and reports that stay away this long mean a dead way, in milliseconds: ICE takes several seconds to find out. The
 * callee gives the caller time to look for a new one first.
 */
const STALL_MS = { caller: 1_200, callee: 2_400 } as const
/** Without any sound there is only one report in each of these times, in milliseconds. */
const REPORT_EVERY_MS = 1_000
/** From then on it is also said; sooner where ICE says so too. It does, for a moment, also where only its checks are lost. */
const LOST_MS = { open: 2_500, disconnected: 1_000 } as const
/** Samples that are kept for plots: two minutes. */
const SAMPLES_LIMIT = 120
/** Loss from which on a second is worth an entry in the log, and the pause between two of them, in milliseconds. */
const NOTABLE_LOSS = 0.05
const LOSS_ENTRY_EVERY_MS = 10_000
/** An older word of the other side says nothing about now, in milliseconds. */
const REPORT_TTL_MS = 3_000

export interface PeerWatchParts {
  readonly peer: Pick<
    Peer,
    'stats' | 'codec' | 'receivedLevel' | 'silentForMs' | 'restartIce' | 'policy' | 'sendReport'
  >
  readonly role: 'caller' | 'callee'
  readonly clock: Clock
  /** No sound comes over a way that still counts as open. */
  readonly onStall: () => void
  /** Whether sound comes, or could: the connection is up, or sound still comes, and nothing says that it is dead. */
  readonly onFlow: (flows: boolean) => void
  readonly onEvent: (event: LogEvent) => void
  /** A second was measured. */
  readonly onSample: (sample: QualitySample) => void
  /** The path, a measurement or the speaking changed. */
  readonly onChange: () => void
}

/** What is known of one peer connection by watching it. */
export interface PeerWatch {
  /** The connection came up or went, by its own account. */
  setConnected(connected: boolean): void
  /** What the other side says that it receives. */
  hear(report: ReceiveReport): void
  /** To be called some times a second while the call is up. */
  look(): void
  /** Measures the last second, and tells the other side. `speaking`: I talk, and should be heard. */
  measure(speaking: boolean): Promise<void>
  readonly view: () => PeerWatchView
}

export interface PeerWatchView {
  readonly path: MediaPath | null
  readonly speaking: boolean
  /** Oldest first. */
  readonly samples: readonly QualitySample[]
  readonly details: ConnectionDetails | null
  readonly quality: QualityWord | null
  readonly unheard: UnheardCause | null
}

export function createPeerWatch(parts: PeerWatchParts): PeerWatch {
  const { peer, clock } = parts
  const detectSpeech = createSpeakingDetector()
  const meter = createQualityMeter()
  const judge = createQualityJudge()
  const hearing = createHearingWatch()
  const climber = createClimber()
  let view: PeerWatchView = {
    path: null,
    speaking: false,
    samples: [],
    details: null,
    quality: null,
    unheard: null,
  }
  let report: { readonly at: number; readonly value: ReceiveReport } | null = null
  /** Loudest received level since the last sample. */
  let loudest = 0
  /** Null while the connection is not up. */
  let connectedAt: number | null = null
  let flows = false
  /** One new way is looked for in each stall; ICE goes on by itself when that does not help. */
  let isStalled = false
  let lossNotedAt = -Infinity
  /** The newest entry of the log about the path, as JSON. */
  let notedPath = ''

  const change = (next: Partial<PeerWatchView>): void => {
    view = { ...view, ...next }
    parts.onChange()
  }

  const setFlows = (next: boolean): void => {
    if (next === flows) return
    flows = next
    parts.onFlow(next)
  }

  const notePath = (stats: RTCStatsReport): void => {
    const path = pathOf(stats, report?.value.relayProtocol ?? null)
    const details = detailsOf(stats, peer.codec())
    if (path === null || details === null) return
    const event = pathEvent(path, details)
    if (JSON.stringify(event) !== notedPath) parts.onEvent(event)
    notedPath = JSON.stringify(event)
    if (JSON.stringify(path) !== JSON.stringify(view.path)) change({ path })
  }

  const noteLoss = (sample: QualitySample): void => {
    const sent = sample.peer?.loss ?? null
    const isNotable = Math.max(sample.received.loss, sent ?? 0) >= NOTABLE_LOSS
    if (!isNotable || sample.at - lossNotedAt < LOSS_ENTRY_EVERY_MS) return
    lossNotedAt = sample.at
    parts.onEvent({ kind: 'loss', received: sample.received.loss, sent, rttMs: sample.rttMs })
  }

  const checkFlow = (now: number): void => {
    const soundMs = peer.silentForMs()
    const quietMs = soundMs === null ? 0 : Math.min(soundMs, wordlessMs(now, now - soundMs))
    const wasStalled = isStalled
    isStalled = quietMs > STALL_MS[parts.role]
    if (isStalled && !wasStalled && connectedAt !== null) {
      peer.restartIce('media-stalled')
      parts.onStall()
    }
    if (connectedAt === null) setFlows(soundMs !== null && soundMs <= LOST_MS.disconnected)
    else setFlows(quietMs <= LOST_MS.open)
  }

  /**
   * How long no report has come that should have. Both stay away on a dead way: a microphone alone that fails over there,
   * or is changed for another, does not silence the reports.
   */
  const wordlessMs = (now: number, soundAt: number): number => {
    // Each new way is given the same time as the first.
    const since = connectedAt ?? -Infinity
    const saidAt = report?.at ?? -Infinity
    // What is said after the last sound shows that the way outlived it.
    return now - Math.max(saidAt, since) - (saidAt > soundAt ? REPORT_EVERY_MS : 0)
  }

  return {
    setConnected(connected) {
      connectedAt = connected ? clock.now() : null
      if (connected) setFlows(true)
      else checkFlow(clock.now())
      if (connected) void peer.stats().then(notePath)
    },
    hear(value) {
      report = { at: clock.now(), value }
    },
    look() {
      const now = clock.now()
      const level = peer.receivedLevel()
      loudest = Math.max(loudest, level)
      checkFlow(now)
      const speaking = detectSpeech(level, now)
      if (speaking !== view.speaking) change({ speaking })
    },
    async measure(speaking) {
      const stats = await peer.stats()
      const now = clock.now()
      notePath(stats)
      if (climber.isDue(view.path, peer.policy(), now)) peer.restartIce('better-path')
      const said = report !== null && now - report.at < REPORT_TTL_MS ? report.value : null
      const codec = peer.codec()
      const packetMs = codec.packing?.packetMs ?? 0
      const sample = meter.read({ stats, now, level: loudest, peer: said, packetMs })
      loudest = 0
      if (sample === null) return
      const details = detailsOf(stats, codec)
      const mine: ReceiveReport = {
        kind: 'receive-report',
        ...sample.received,
        relayProtocol: details?.local.relayProtocol ?? null,
      }
      peer.sendReport(JSON.stringify(mine))
      noteLoss(sample)
      // Without any media that is said instead.
      const isTalking = speaking && flows
      const unheard = hearing({
        speaking: isTalking,
        sentPackets: sample.sentPackets,
        peer: said,
        arrives: sample.mosSent !== null,
      })
      if (unheard !== null && view.unheard === null) parts.onEvent({ kind: 'unheard', cause: unheard })
      const samples = [...view.samples, sample].slice(-SAMPLES_LIMIT)
      change({ samples, details, quality: judge(sample), unheard })
      parts.onSample(sample)
    },
    view: () => view,
  }
}

function pathEvent(path: MediaPath, { local, remote }: ConnectionDetails): LogEvent {
  return {
    kind: 'path',
    path: path.kind,
    protocol: local.relayProtocol ?? local.protocol,
    local: local.address ?? '',
    remote: remote.address ?? '',
    relay: path.kind === 'relayed' && local.type === 'relay' ? path.host : '',
  }
}
