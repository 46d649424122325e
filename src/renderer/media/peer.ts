import type { Clock } from '../../shared/clock.ts'
import type { IceConfiguration } from '../../shared/host.ts'
import type { CallBody, IceCandidate } from '../../shared/protocol/call-message.ts'
import { CANDIDATE_BATCH_MS, ICE_RESTART_AFTER_MS } from '../../shared/protocol/version.ts'
import { createNegotiation } from './negotiation.ts'

/** How long a closed peer may take to get its last message (the hang-up) out, in milliseconds. */
const FLUSH_MS = 300
/** Pause between two ICE restarts of a connection that stays away. */
const RESTART_EVERY_MS = 5_000
/** A level that is older says nothing about now: the sound has stopped coming. */
const LEVEL_TTL_MS = 500

export type PeerMessage = Extract<CallBody, { kind: 'description' | 'candidates' }>

export interface PeerParts {
  readonly configuration: IceConfiguration
  /** The caller offers; the callee is the polite one. */
  readonly role: 'caller' | 'callee'
  readonly clock: Clock
  readonly send: (body: PeerMessage) => void
  readonly onState: (state: 'connected' | 'lost' | 'failed') => void
  /** The sound of the other side, once. */
  readonly onSound: (stream: MediaStream) => void
  readonly onControl: (text: string) => void
}

/** One connection to one device of another person: audio both ways and the control channel. */
export interface Peer {
  handleMessage(body: PeerMessage): void
  /** The track that is sent. It is sent as silence until `setAudible(true)`; null sends nothing. */
  setTrack(track: MediaStreamTrack | null): void
  setAudible(audible: boolean): void
  /** False when the control channel is not open. */
  sendControl(text: string): boolean
  /** Looks for a new way: the network changed, or the computer woke up. */
  restartIce(): void
  repeatOffer(): void
  stats(): Promise<RTCStatsReport>
  /** Level of the received sound, 0 to 1 (W3C webrtc, `RTCRtpContributingSource.audioLevel`). */
  receivedLevel(): number
  /** Silences both ways at once, lets the last control message go, and closes. */
  close(): void
}

export type CreatePeer = (parts: PeerParts) => Peer

// The one file that says RTCPeerConnection.
export const createPeer: CreatePeer = (parts) => {
  const { clock, role } = parts
  const { iceServers, iceTransportPolicy } = parts.configuration
  const pc = new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    iceTransportPolicy,
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
  })
  let control: RTCDataChannel | null = null
  let sender: RTCRtpSender | null = null
  let track: MediaStreamTrack | null = null
  let isAudible = false
  let isClosed = false
  let batch: IceCandidate[] = []
  let cancelBatch: (() => void) | null = null
  let cancelRestart = (): void => {}

  /** Negotiated by both ends beforehand (W3C webrtc-pc, section 6.2), so that it is there as soon as DTLS is. */
  const openControl = (): void => {
    control = pc.createDataChannel('control', { negotiated: true, id: 0 })
    control.onmessage = ({ data }) => {
      if (typeof data === 'string') parts.onControl(data)
    }
  }

  const negotiation = createNegotiation({
    pc,
    polite: role === 'callee',
    send: parts.send,
    onFirstOffer: () => {
      if (control === null) openControl()
    },
    onRemoteOfferApplied() {
      const transceiver = pc.getTransceivers()[0]
      if (sender !== null || transceiver === undefined) return
      // Both ways from the start, so that the accept needs no renegotiation; without a track nothing is sent.
      transceiver.direction = 'sendrecv'
      sender = transceiver.sender
      if (track !== null) void sender.replaceTrack(track)
    },
  })

  const flushCandidates = (end: boolean): void => {
    cancelBatch?.()
    cancelBatch = null
    if (batch.length > 0 || end) parts.send({ kind: 'candidates', candidates: batch, end })
    batch = []
  }

  const restartIce = (): void => {
    // Before the first exchange there is nothing to begin anew; the callee must not offer then.
    if (!isClosed && pc.remoteDescription !== null) pc.restartIce()
  }

  const planRestart = (delayMs: number): void => {
    cancelRestart()
    cancelRestart = clock.setTimer(delayMs, () => {
      if (pc.connectionState === 'connected' || isClosed) return
      restartIce()
      planRestart(RESTART_EVERY_MS)
    })
  }

  pc.onnegotiationneeded = () => void negotiation.offer()
  pc.onicecandidate = ({ candidate }) => {
    // Null ends a generation of candidates (W3C webrtc-pc, section 4.8.1.1); an empty one before it says the same.
    if (candidate === null) return flushCandidates(true)
    if (candidate.candidate === '') return
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
    batch.push({ candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment })
    cancelBatch ??= clock.setTimer(CANDIDATE_BATCH_MS, () => flushCandidates(false))
  }
  pc.ontrack = ({ track: received }) => parts.onSound(new MediaStream([received]))
  pc.onconnectionstatechange = () => {
    switch (pc.connectionState) {
      case 'connected':
        cancelRestart()
        return parts.onState('connected')
      case 'disconnected':
        // The callee waits a little longer, so that not both sides restart in the same moment.
        planRestart(ICE_RESTART_AFTER_MS + (role === 'callee' ? 1_000 : 0))
        return parts.onState('lost')
      case 'failed':
        planRestart(0)
        return parts.onState('failed')
      case 'new':
      case 'connecting':
      case 'closed':
    }
  }

  if (role === 'caller') {
    openControl()
    sender = pc.addTransceiver('audio', { direction: 'sendrecv', streams: [new MediaStream()] }).sender
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
        if (!isClosed && pc.connectionState !== 'connected') parts.onState('failed')
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
    sendControl(text) {
      if (isClosed || control?.readyState !== 'open') return false
      control.send(text)
      return true
    },
    restartIce,
    repeatOffer: negotiation.repeatOffer,
    stats: () => pc.getStats(),
    receivedLevel() {
      const source = pc.getReceivers()[0]?.getSynchronizationSources()[0]
      const isRecent =
        source !== undefined && performance.timeOrigin + performance.now() - source.timestamp < LEVEL_TTL_MS
      return isRecent ? (source.audioLevel ?? 0) : 0
    },
    close() {
      if (isClosed) return
      isClosed = true
      cancelRestart()
      cancelBatch?.()
      track?.stop()
      pc.onnegotiationneeded = pc.onicecandidate = pc.ontrack = pc.onconnectionstatechange = null
      const isFlushed = control?.readyState !== 'open'
      if (isFlushed) pc.close()
      else clock.setTimer(FLUSH_MS, () => pc.close())
    },
  }
}
