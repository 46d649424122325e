import type { PeerKey, PeerResource } from '../../shared/call/phone.ts'
import { peerId } from '../../shared/call/resources.ts'
import type { Clock } from '../../shared/clock.ts'
import type { IceConfiguration } from '../../shared/host.ts'
import type { CallId } from '../../shared/ids.ts'
import { createSpeechDetector } from '../media/levels.ts'
import type { Output } from '../media/output.ts'
import { pathOf, type MediaPath } from '../media/path.ts'
import type { CreatePeer, Peer, PeerMessage } from '../media/peer.ts'

/** What belongs to one peer connection while it exists. */
interface PeerSlot {
  readonly peer: Peer
  readonly detectSpeech: ReturnType<typeof createSpeechDetector>
  key: PeerResource
  output: Output | null
  path: MediaPath | null
  isSpeaking: boolean
  /** Its accept came over the control channel, ahead of the server's word. */
  isAcceptedEarly: boolean
}

export interface PeerSlotsParts {
  readonly clock: Clock
  readonly createPeer: CreatePeer
  readonly createOutput: (stream: MediaStream) => Output
  readonly configuration: () => IceConfiguration
  readonly send: (peer: PeerKey, body: PeerMessage) => void
  readonly onState: (peer: PeerKey, state: 'connected' | 'lost' | 'failed') => void
  readonly onControl: (text: string) => void
  /** A path or somebody's speaking changed. */
  readonly onChange: () => void
  /** Resolves when everything that a call had to say is handed out. */
  readonly drained: (callId: CallId) => Promise<void>
}

/** What a screen shows of the other end of a call. */
export interface PeerView {
  readonly path: MediaPath | null
  readonly audible: boolean
  readonly speaking: boolean
}

/** The peer connections of this window, each with its sound: there are exactly those that the phone's state wants. */
export interface PeerSlots {
  /** Opens what is missing, and makes each as audible as the state says. */
  open(wanted: ReadonlyMap<string, PeerResource>): void
  /** Closes what is not wanted any more. */
  closeOthers(wanted: ReadonlyMap<string, PeerResource>): void
  handleMessage(peer: PeerKey, body: PeerMessage): void
  sendControl(peer: PeerKey, text: string): void
  /** That device has accepted: it may hear and be heard until the state says the same. */
  hearEarly(peer: PeerKey): void
  setTrack(track: MediaStreamTrack | null): void
  setMuted(muted: boolean): void
  setSpeaker(deviceId: string): void
  restartIce(): void
  /** Sends unanswered offers again, of one call or of all. */
  repeatOffers(callId?: CallId): void
  view(callId: CallId): PeerView | null
  level(callId: CallId): number
  readLevels(): void
  readPaths(): Promise<void>
}

export function createPeerSlots(parts: PeerSlotsParts): PeerSlots {
  const slots = new Map<string, PeerSlot>()
  /** Silent already, and still to carry the last words of their call. */
  const closing = new Map<string, Peer>()
  let track: MediaStreamTrack | null = null
  let isMuted = false
  let speakerId = ''

  const applyAudible = ({ key, peer, output, isAcceptedEarly }: PeerSlot): void => {
    const isAudible = key.audible || isAcceptedEarly
    peer.setAudible(isAudible && !isMuted)
    output?.setAudible(isAudible)
  }

  const openSlot = (key: PeerResource): PeerSlot => {
    const peerKey: PeerKey = { callId: key.callId, device: key.device }
    const peer = parts.createPeer({
      configuration: parts.configuration(),
      role: key.role,
      clock: parts.clock,
      send: (body) => parts.send(peerKey, body),
      onState(state) {
        parts.onState(peerKey, state)
        if (state === 'connected') void readPaths()
      },
      onSound(stream) {
        slot.output = parts.createOutput(stream)
        slot.output.setDevice(speakerId)
        applyAudible(slot)
      },
      onControl: parts.onControl,
    })
    const detectSpeech = createSpeechDetector()
    const slot: PeerSlot = {
      key,
      peer,
      detectSpeech,
      output: null,
      path: null,
      isSpeaking: false,
      isAcceptedEarly: false,
    }
    if (track !== null) peer.setTrack(track)
    return slot
  }

  /** Silent at once; closed when the hang-up, which may still be at the signer, has taken the control channel. */
  const closeSlot = (id: string, { key, peer, output }: PeerSlot): void => {
    output?.close()
    peer.setTrack(null)
    closing.set(id, peer)
    void parts.drained(key.callId).then(() => {
      if (closing.get(id) === peer) closing.delete(id)
      peer.close()
    })
  }

  const slotOf = (callId: CallId): PeerSlot | undefined =>
    [...slots.values()].find((slot) => slot.key.callId === callId)

  const readPaths = async (): Promise<void> => {
    for (const slot of slots.values()) {
      const path = pathOf(await slot.peer.stats())
      if (path === null || JSON.stringify(path) === JSON.stringify(slot.path)) continue
      slot.path = path
      parts.onChange()
    }
  }

  return {
    open(wanted) {
      for (const [id, key] of wanted) {
        const slot = slots.get(id) ?? openSlot(key)
        slots.set(id, slot)
        slot.key = key
        if (key.audible) slot.isAcceptedEarly = false
        applyAudible(slot)
      }
    },
    closeOthers(wanted) {
      for (const [id, slot] of slots) {
        if (wanted.has(id)) continue
        slots.delete(id)
        closeSlot(id, slot)
      }
    },
    handleMessage: (peer, body) => slots.get(peerId(peer))?.peer.handleMessage(body),
    sendControl(key, text) {
      const peer = slots.get(peerId(key))?.peer ?? closing.get(peerId(key))
      peer?.sendControl(text)
    },
    hearEarly(key) {
      const slot = slots.get(peerId(key))
      if (slot === undefined) return
      slot.isAcceptedEarly = true
      applyAudible(slot)
    },
    setTrack(next) {
      track = next
      for (const slot of slots.values()) slot.peer.setTrack(next)
    },
    setMuted(muted) {
      isMuted = muted
      for (const slot of slots.values()) applyAudible(slot)
    },
    setSpeaker(deviceId) {
      speakerId = deviceId
      for (const slot of slots.values()) slot.output?.setDevice(deviceId)
    },
    restartIce() {
      for (const slot of slots.values()) slot.peer.restartIce()
    },
    repeatOffers(callId) {
      for (const slot of slots.values()) {
        if (callId === undefined || slot.key.callId === callId) slot.peer.repeatOffer()
      }
    },
    view(callId) {
      const slot = slotOf(callId)
      return slot === undefined
        ? null
        : { path: slot.path, audible: slot.key.audible, speaking: slot.isSpeaking }
    },
    level: (callId) => slotOf(callId)?.peer.receivedLevel() ?? 0,
    readLevels() {
      const now = parts.clock.now()
      for (const slot of slots.values()) {
        const isSpeaking = slot.detectSpeech(slot.peer.receivedLevel(), now)
        if (isSpeaking === slot.isSpeaking) continue
        slot.isSpeaking = isSpeaking
        parts.onChange()
      }
    },
    readPaths,
  }
}
