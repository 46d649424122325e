import { causeOf, type ConnectFailure } from '../../shared/call/failure.ts'
import type { Clock } from '../../shared/clock.ts'
import type { CodecPlan } from '../../shared/codec/plan.ts'
import type { IceConfiguration } from '../../shared/host.ts'
import type { IceTransportPolicy } from '../../shared/model/ice-server.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import type { CallBody, IceCandidate } from '../../shared/protocol/call-message.ts'
import { CANDIDATE_BATCH_MS, ICE_RESTART_AFTER_MS } from '../../shared/protocol/version.ts'
import { createCodec, type CodecTruth } from './codec.ts'
import { createNegotiation } from './negotiation.ts'
import { isOwnNetwork } from './path.ts'

/** How long a closed peer may take to get its last message (the hang-up) out, in milliseconds. */
const FLUSH_MS = 300
/** How long ICE may mend itself. The callee waits a little longer, so that not both restart in the same moment. */
const PATIENCE_MS = { caller: ICE_RESTART_AFTER_MS, callee: ICE_RESTART_AFTER_MS + 1_000 } as const
/** Pause between two ICE restarts of a connection that stays away. */
const RESTART_EVERY_MS = 5_000
/**
 * How long a first way may be looked for without a word of STUN, and how often it is asked anew then. It repeats a lost
 * request itself, but with ever longer pauses (RFC 8489, section 6.2.1), and each new gathering begins with short ones.
 */
const DEAF_MS = { caller: 3_000, callee: 4_000 } as const
const DEAF_TRIES = 3
/** A level that is older says nothing about now: the sound has stopped coming. */
const LEVEL_TTL_MS = 500

/** Why a new way is looked for. */
export type RestartCause = Extract<LogEvent, { kind: 'ice-restart' }>['cause']

export type PeerMessage = Extract<CallBody, { kind: 'description' | 'candidates' }>

export interface PeerParts {
  /** As of now. */
  readonly configuration: () => IceConfiguration
  /** The configuration of an ICE restart, with fresh TURN credentials. */
  readonly renew: () => Promise<IceConfiguration>
  /** The caller offers; the callee is the polite one. */
  readonly role: 'caller' | 'callee'
  readonly clock: Clock
  /** How the sound is packed at first. */
  readonly plan: CodecPlan
  readonly send: (body: PeerMessage) => void
  /** `stranded`: there will be no way, and nothing is left to try. */
  readonly onState: (state: 'connected' | 'lost' | 'stranded') => void
  /** The sound of the other side, once. */
  readonly onSound: (stream: MediaStream) => void
  readonly onControl: (text: string) => void
  readonly onReport: (text: string) => void
  /** For the log of the call. */
  readonly onEvent: (event: LogEvent) => void
}

/** One connection to one device of another person: audio both ways, the control channel, and one for reports. */
export interface Peer {
  handleMessage(body: PeerMessage): void
  /** The track that is sent. It is sent as silence until `setAudible(true)`; null sends nothing. */
  setTrack(track: MediaStreamTrack | null): void
  setAudible(audible: boolean): void
  /** Packs the sound in another way from now on. */
  follow(plan: CodecPlan): void
  /** How it is packed, in truth. */
  codec(): CodecTruth
  /** False when the control channel is not open. */
  sendControl(text: string): boolean
  /** For what is said again soon: a lost one is not sent again, and keeps no later one waiting. */
  sendReport(text: string): void
  /** Looks for a new way, with fresh credentials; the old one is used until there is a better. */
  restartIce(cause: RestartCause): void
  /** The policy that it works under now. */
  policy(): IceTransportPolicy
  /** What stands in the way, as far as it is known now. */
  diagnose(): ConnectFailure
  repeatOffer(): void
  stats(): Promise<RTCStatsReport>
  /** Level of the received sound, 0 to 1 (W3C webrtc, `RTCRtpContributingSource.audioLevel`). */
  receivedLevel(): number
  /** How long no sound has come, in milliseconds; null before the first. */
  silentForMs(): number | null
  /** Silences both ways at once, lets the last control message go, and closes. */
  close(): void
}

export type CreatePeer = (parts: PeerParts) => Peer

// The one file that says RTCPeerConnection, besides the tests of the network in doctor/ and the rehearsal.
export const createPeer: CreatePeer = (parts) => {
  const { clock, role } = parts
  let configuration = parts.configuration()
  const pc = new RTCPeerConnection(toRtc(configuration))
  let control: RTCDataChannel | null = null
  let reports: RTCDataChannel | null = null
  let sender: RTCRtpSender | null = null
  let track: MediaStreamTrack | null = null
  let isAudible = false
  let isClosed = false
  let batch: IceCandidate[] = []
  let cancelBatch: (() => void) | null = null
  let cancelRestart = (): void => {}
  let cancelAsking = (): void => {}
  let isRestarting = false
  let hasBeenUp = false
  /** The browser forgets a source after ten seconds of silence. */
  let lastSource: RTCRtpSynchronizationSource | null = null
  const gathered = new Set<string>()
  let isPublic = false
  let errors: { readonly url: string; readonly code: number }[] = []

  /** Negotiated by both ends beforehand (W3C webrtc-pc, section 6.2), so that they are there as soon as DTLS is. */
  const openChannels = (): void => {
    control = pc.createDataChannel('control', { negotiated: true, id: 0 })
    control.onmessage = ({ data }) => {
      if (typeof data === 'string') parts.onControl(data)
    }
    reports = pc.createDataChannel('reports', { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 })
    reports.onmessage = ({ data }) => {
      if (typeof data === 'string') parts.onReport(data)
    }
  }

  const configure = (next: IceConfiguration): void => {
    if (JSON.stringify(next) === JSON.stringify(configuration)) return
    configuration = next
    pc.setConfiguration(toRtc(configuration))
  }

  const codec = createCodec(pc, parts.plan)
  const negotiation = createNegotiation({
    pc,
    polite: role === 'callee',
    edit: codec.edit,
    send: parts.send,
    onRemoteOffer() {
      if (control === null) openChannels()
      // An answer to an ICE restart gathers anew too, with what holds now: other servers, or credentials that still live.
      configure(parts.configuration())
    },
    onRemoteOfferApplied() {
      const transceiver = pc.getTransceivers()[0]
      if (sender !== null || transceiver === undefined) return
      // Both ways from the start, so that the accept needs no renegotiation; without a track nothing is sent.
      transceiver.direction = 'sendrecv'
      adopt(transceiver)
      if (track !== null) void transceiver.sender.replaceTrack(track)
    },
    onAgreed() {
      codec.handleAgreed()
      sayPlan()
    },
  })

  /** What the encoder and the other side learn from descriptions only. The callee does not offer before it was asked. */
  const sayPlan = (): void => {
    if (codec.isUnsaid() && !isClosed) void negotiation.offer()
  }

  const adopt = (transceiver: RTCRtpTransceiver): void => {
    sender = transceiver.sender
    codec.attach(transceiver)
  }

  const flushCandidates = (end: boolean): void => {
    cancelBatch?.()
    cancelBatch = null
    if (batch.length > 0 || end) parts.send({ kind: 'candidates', candidates: batch, end })
    batch = []
  }

  const restartIce = (cause: RestartCause): void => {
    // Before the first exchange there is nothing to begin anew; the callee must not offer then.
    if (isClosed || isRestarting || pc.remoteDescription === null) return
    isRestarting = true
    parts.onEvent({ kind: 'ice-restart', cause })
    void renewAndRestart().finally(() => {
      isRestarting = false
    })
  }

  const renewAndRestart = async (): Promise<void> => {
    // Without an answer of the host, what is at hand is better than no new way.
    const fresh = await parts.renew().catch(parts.configuration)
    if (isClosed) return
    errors = []
    gathered.clear()
    isPublic = false
    configure(fresh)
    await negotiation.withdraw()
    if (isClosed) return
    pc.restartIce()
  }

  const planRestart = (delayMs: number, cause: RestartCause): void => {
    cancelRestart()
    cancelRestart = clock.setTimer(delayMs, () => {
      if (pc.connectionState === 'connected' || isClosed) return
      restartIce(cause)
      planRestart(RESTART_EVERY_MS, cause)
    })
  }

  const diagnose = (): ConnectFailure =>
    causeOf({
      policy: configuration.iceTransportPolicy,
      urls: configuration.iceServers.flatMap((server) => server.urls),
      gathered,
      isPublic,
      errors,
    })

  const askAgainWhileDeaf = (delayMs: number, tries: number): void => {
    cancelAsking = clock.setTimer(delayMs, () => {
      if (pc.iceConnectionState !== 'checking' || isClosed || diagnose() !== 'udp-blocked') return
      restartIce('stun-silent')
      if (tries > 1) askAgainWhileDeaf(RESTART_EVERY_MS, tries - 1)
    })
  }

  pc.onnegotiationneeded = () => void negotiation.offer()
  pc.onicecandidate = ({ candidate }) => {
    // Null ends a generation of candidates (W3C webrtc-pc, section 4.8.1.1); an empty one before it says the same.
    if (candidate === null) return flushCandidates(true)
    if (candidate.candidate === '') return
    if (candidate.type !== null) gathered.add(candidate.type)
    if (candidate.type === 'host' && !isOwnNetwork(candidate.address)) isPublic = true
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
    batch.push({ candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment })
    cancelBatch ??= clock.setTimer(CANDIDATE_BATCH_MS, () => flushCandidates(false))
  }
  pc.onicecandidateerror = ({ url, errorCode, errorText }) => {
    // The same server is asked from each address of this computer.
    if (errors.some((known) => known.url === url && known.code === errorCode)) return
    errors.push({ url, code: errorCode })
    parts.onEvent({
      kind: 'ice-error',
      uri: url.slice(0, 256),
      code: errorCode,
      text: errorText.slice(0, 256),
    })
  }
  pc.onicegatheringstatechange = () => {
    const isOver = pc.iceGatheringState === 'complete' && pc.connectionState !== 'connected'
    // Without a relay candidate there is nothing to wait for when only relays may be used.
    if (isOver && configuration.iceTransportPolicy === 'relay' && !gathered.has('relay'))
      parts.onState('stranded')
  }
  pc.ontrack = ({ track: received }) => parts.onSound(new MediaStream([received]))
  pc.onconnectionstatechange = () => {
    switch (pc.connectionState) {
      case 'connected':
        cancelRestart()
        hasBeenUp = true
        return parts.onState('connected')
      case 'disconnected':
        planRestart(PATIENCE_MS[role], 'disconnected')
        return parts.onState('lost')
      case 'failed':
        // In the beginning it says only that no pair works yet, e.g. because a relay refuses the other side's private
        // addresses, and its public one is still on its way.
        planRestart(hasBeenUp ? 0 : PATIENCE_MS[role], 'failed')
        return parts.onState('lost')
      case 'connecting':
        cancelAsking()
        if (!hasBeenUp) askAgainWhileDeaf(DEAF_MS[role], DEAF_TRIES)
        return undefined
      case 'new':
      case 'closed':
    }
  }

  if (role === 'caller') {
    openChannels()
    adopt(pc.addTransceiver('audio', { direction: 'sendrecv', streams: [new MediaStream()] }))
  }

  const applyAudible = (): void => {
    if (track !== null) track.enabled = isAudible
  }

  return {
    handleMessage(body) {
      if (isClosed) return
      const handled =
        body.kind === 'description' ? negotiation.handleDescription(body) : negotiation.handleCandidates(body)
      // A description that does not fit leaves what is up as it is; without it nothing will come up.
      handled.catch(() => {
        if (!isClosed && pc.connectionState !== 'connected') parts.onState('stranded')
      })
    },
    setTrack(next) {
      if (isClosed) return
      track?.stop()
      // Each peer has a clone of its own, so that one can be silent (held, not accepted) while another is heard.
      track = next?.clone() ?? null
      applyAudible()
      void sender?.replaceTrack(track)
    },
    setAudible(audible) {
      isAudible = audible
      applyAudible()
    },
    follow(plan) {
      if (isClosed) return
      codec.follow(plan)
      sayPlan()
    },
    codec: codec.truth,
    sendControl(text) {
      if (isClosed || control?.readyState !== 'open') return false
      control.send(text)
      return true
    },
    sendReport(text) {
      if (!isClosed && reports?.readyState === 'open') reports.send(text)
    },
    restartIce,
    policy: () => configuration.iceTransportPolicy,
    diagnose,
    repeatOffer: negotiation.repeatOffer,
    stats: () => pc.getStats(),
    receivedLevel() {
      const source = pc.getReceivers()[0]?.getSynchronizationSources()[0]
      return source !== undefined && ageOf(source) < LEVEL_TTL_MS ? (source.audioLevel ?? 0) : 0
    },
    silentForMs() {
      const source = pc.getReceivers()[0]?.getSynchronizationSources()[0]
      if (source !== undefined) lastSource = source
      return lastSource === null ? null : ageOf(lastSource)
    },
    close() {
      if (isClosed) return
      isClosed = true
      cancelRestart()
      cancelAsking()
      cancelBatch?.()
      track?.stop()
      pc.onnegotiationneeded = pc.onicecandidate = pc.onicecandidateerror = pc.ontrack = null
      pc.onicegatheringstatechange = pc.onconnectionstatechange = null
      const isFlushed = control?.readyState !== 'open'
      if (isFlushed) pc.close()
      else clock.setTimer(FLUSH_MS, () => pc.close())
    },
  }
}

function toRtc({ iceServers, iceTransportPolicy }: IceConfiguration): RTCConfiguration {
  return {
    iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    iceTransportPolicy,
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
  }
}

/** Milliseconds since a source's last sound was played. */
function ageOf(source: RTCRtpSynchronizationSource): number {
  return performance.timeOrigin + performance.now() - source.timestamp
}
