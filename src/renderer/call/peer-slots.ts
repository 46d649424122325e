import type { ConnectFailure } from '../../shared/call/failure.ts'
import type { PeerKey, PeerResource } from '../../shared/call/phone.ts'
import { peerId } from '../../shared/call/resources.ts'
import type { CodecWishes } from '../../shared/codec/plan.ts'
import type { CallId } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import { personSoundOf, type PersonSound } from '../../shared/model/person-sound.ts'
import { silenced } from '../../shared/sound/slice.ts'
import type { Peer, PeerMessage, RestartCause } from '../media/peer.ts'
import type { Echo } from './echo-watch.ts'
import { createLateTap } from './late-tap.ts'
import { createPeerSlot, type PeerSlot, type PeerSlotParts } from './peer-slot.ts'
import type { PeerWatchView } from './peer-watch.ts'

export interface PeerSlotsParts extends PeerSlotParts {
  readonly levelling: boolean
  readonly contacts: readonly ContactView[]
  /** Resolves when everything that a call had to say is handed out. */
  readonly drained: (callId: CallId) => Promise<void>
}

/** What a screen shows of the other end of a call. */
export interface PeerView extends PeerWatchView {
  readonly audible: boolean
  readonly sound: PersonSound
  readonly echo: Echo
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
  /** Whether the others may hear my microphone. */
  setSending(sending: boolean): void
  /** Whether I want to hear nobody. */
  setDeafened(deafened: boolean): void
  setSpeaker(deviceId: string): void
  /** Whether everybody is brought to the same loudness. */
  setLevelling(levelling: boolean): void
  setContacts(contacts: readonly ContactView[]): void
  /** How the person of a call sounds for me in it. */
  choose(callId: CallId, sound: PersonSound): void
  setWishes(wishes: CodecWishes): void
  restartIce(cause: RestartCause): void
  /** What stands in the way of a call that does not connect. */
  diagnose(callId: CallId): ConnectFailure | undefined
  /** Sends unanswered offers again, of one call or of all. */
  repeatOffers(callId?: CallId): void
  view(callId: CallId): PeerView | null
  level(callId: CallId): number
  /** Looks at every connection, some times a second. */
  look(): void
  /** Measures the last second of every call. `speaking`: I talk, and am not muted. */
  measure(speaking: boolean): Promise<void>
}

export function createPeerSlots(parts: PeerSlotsParts): PeerSlots {
  const slots = new Map<string, PeerSlot>()
  /** Silent already, and still to carry the last words of their call. */
  const closing = new Map<string, Peer>()
  let track: MediaStreamTrack | null = null
  let isSending = true
  let isDeafened = false
  let speaker = ''
  let { levelling, contacts, wishes } = parts
  const isAudible = ({ key, isAcceptedEarly }: PeerSlot): boolean => key.audible || isAcceptedEarly

  /** What I say, to find it again in what comes back. */
  const sent = createLateTap({
    ...parts,
    onSlice(slice) {
      for (const slot of slots.values())
        slot.echo.hearMine(isSending && isAudible(slot) ? slice : silenced(slice))
    },
  })

  const apply = (slot: PeerSlot): void => {
    slot.peer.setAudible(isAudible(slot) && isSending)
    slot.sound.setAudible(isAudible(slot) && !isDeafened)
    slot.sound.setSpeaker(speaker)
    slot.sound.setLevelling(levelling)
    slot.sound.setWish(personSoundOf(contacts, slot.key.name))
    listenToMe()
  }
  const applyAll = (): void => {
    for (const slot of slots.values()) apply(slot)
  }
  const listenToMe = (): void => sent.listen([...slots.values()].some(isAudible) ? track : null)

  const openSlot = (id: string, key: PeerResource): PeerSlot => {
    const slot = createPeerSlot(key, { ...parts, wishes })
    slots.set(id, slot)
    if (track !== null) slot.peer.setTrack(track)
    return slot
  }

  /** Silent at once; closed when the hang-up, which may still be at the signer, has taken the control channel. */
  const closeSlot = (id: string, { key, peer, sound }: PeerSlot): void => {
    slots.delete(id)
    sound.close()
    listenToMe()
    peer.setTrack(null)
    closing.set(id, peer)
    void parts.drained(key.callId).then(() => {
      if (closing.get(id) === peer) closing.delete(id)
      peer.close()
    })
  }

  const slotOf = (callId: CallId): PeerSlot | undefined =>
    [...slots.values()].find((slot) => slot.key.callId === callId)

  return {
    open(wanted) {
      for (const [id, key] of wanted) {
        const slot = slots.get(id) ?? openSlot(id, key)
        slot.key = key
        if (key.audible) slot.isAcceptedEarly = false
        apply(slot)
      }
    },
    closeOthers(wanted) {
      for (const [id, slot] of slots) {
        if (!wanted.has(id)) closeSlot(id, slot)
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
      apply(slot)
    },
    setTrack(next) {
      track = next
      for (const slot of slots.values()) slot.peer.setTrack(next)
      listenToMe()
    },
    setSending(sending) {
      isSending = sending
      applyAll()
    },
    setDeafened(deafened) {
      isDeafened = deafened
      applyAll()
    },
    setSpeaker(deviceId) {
      speaker = deviceId
      applyAll()
    },
    setLevelling(next) {
      levelling = next
      applyAll()
    },
    setContacts(next) {
      contacts = next
      applyAll()
    },
    choose(callId, sound) {
      slotOf(callId)?.sound.choose(sound)
      parts.onChange()
    },
    setWishes(next) {
      wishes = next
      for (const slot of slots.values()) slot.tuner.setWishes(next)
    },
    restartIce(cause) {
      for (const slot of slots.values()) slot.peer.restartIce(cause)
    },
    diagnose: (callId) => slotOf(callId)?.peer.diagnose(),
    repeatOffers(callId) {
      for (const slot of slots.values()) {
        if (callId === undefined || slot.key.callId === callId) slot.peer.repeatOffer()
      }
    },
    view(callId) {
      const slot = slotOf(callId)
      if (slot === undefined) return null
      const { key, watch, sound, echo } = slot
      return { ...watch.view(), audible: key.audible, sound: sound.view(), echo: echo.view() }
    },
    level: (callId) => slotOf(callId)?.peer.receivedLevel() ?? 0,
    look() {
      for (const slot of slots.values()) slot.watch.look()
    },
    async measure(speaking) {
      for (const { echo } of slots.values()) echo.measure()
      await Promise.all([...slots.values()].map(({ watch, key }) => watch.measure(speaking && key.audible)))
    },
  }
}
