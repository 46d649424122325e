import type { CallPresence } from '../../shared/call/call.ts'
import { claimsOf } from '../../shared/call/claims.ts'
import type {
  IncomingMessage,
  PeerKey,
  PeerResource,
  Phone,
  PhoneEffect,
  PhoneEvent,
  Resources,
  TimerKey,
} from '../../shared/call/phone.ts'
import { presenceOf } from '../../shared/call/presence.ts'
import { peerId, resourcesOf } from '../../shared/call/resources.ts'
import { createPhone, transition } from '../../shared/call/transition.ts'
import { isControlChannelHint, mayTakeControlChannel } from '../../shared/call/ways.ts'
import type { Clock } from '../../shared/clock.ts'
import { appError } from '../../shared/errors.ts'
import type { Account, Host, HostSlice, IceConfiguration } from '../../shared/host.ts'
import { CallId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { SignedCallMessage } from '../../shared/protocol/call-message.ts'
import { err, ok } from '../../shared/result.ts'
import { createStore } from '../../shared/store.ts'
import { createSpeechDetector, type LevelMeter } from '../media/levels.ts'
import type { Microphone } from '../media/microphone.ts'
import type { Output } from '../media/output.ts'
import { pathOf, type MediaPath } from '../media/path.ts'
import type { CreatePeer, Peer } from '../media/peer.ts'
import type { Sounds } from '../media/sounds.ts'
import { createOutbox } from './outbox.ts'
import type { CallSession, CallSessionState, CallView, MicrophoneView } from './session.ts'

/** How often levels and the selected path are looked at, in milliseconds. */
const LEVEL_EVERY_MS = 100
const PATH_EVERY_MS = 1_000
/** How long after the microphone its meter starts, in milliseconds. */
const METER_AFTER_MS = 500

export interface CallSessionParts {
  readonly host: Host
  readonly clock: Clock
  readonly uuid: () => string
  readonly microphone: Microphone
  readonly createPeer: CreatePeer
  readonly createOutput: (stream: MediaStream) => Output
  readonly createMeter: (track: MediaStreamTrack) => LevelMeter
  readonly sounds: Sounds
}

/** What belongs to one peer connection while it exists. */
interface PeerSlot {
  readonly key: PeerResource
  readonly peer: Peer
  output: Output | null
  path: MediaPath | null
  isSpeaking: boolean
  readonly detectSpeech: ReturnType<typeof createSpeechDetector>
  /** Its accept came over the control channel, ahead of the server's word. */
  isAcceptedEarly: boolean
  isClosing: boolean
}

const NO_RESOURCES: Resources = {
  microphone: false,
  peers: new Map(),
  ring: null,
  ringback: null,
  timers: new Map(),
}

/**
 * The live calls of this window: events go one by one through the pure machine, and after each the world outside
 * (microphone, peer connections, sounds, timers) is made to fit the new state.
 */
export async function createCallSession(parts: CallSessionParts): Promise<CallSession> {
  const { host, clock, microphone } = parts
  const initial = await host.state()
  let account: Account | null = initial.account
  let settings: Settings = initial.settings
  let phone: Phone | null = account && createPhone(account)
  let resources = NO_RESOURCES
  let configuration: IceConfiguration = { iceServers: [], iceTransportPolicy: settings.iceTransportPolicy }
  let presence: CallPresence | null = null
  let mutedWish = false
  let meter: LevelMeter | null = null
  let cancelMeter = (): void => {}
  let meSpeaking = false
  let detectMySpeech = createSpeechDetector()
  let cancelLevels: (() => void) | null = null
  let cancelPaths: (() => void) | null = null
  const slots = new Map<string, PeerSlot>()
  const timers = new Map<TimerKey, { readonly at: number; readonly cancel: () => void }>()
  const queue: PhoneEvent[] = []
  let isRunning = false

  const state = createStore<CallSessionState>({ calls: [], microphone: { status: 'closed' }, mutedWish })

  const outbox = createOutbox({
    calls: host.calls,
    sendControl(signed) {
      const { callId, to } = signed.message
      if (to.device === null) return
      slots.get(peerId({ callId, device: to.device }))?.peer.sendControl(JSON.stringify(signed))
    },
    onReceipt: ({ callId, body }, result) =>
      dispatch({
        type: 'receipt',
        callId,
        kind: body.kind,
        result: result.ok ? { ok: true, devices: result.value.devices } : result,
      }),
  })

  /** One event at a time, in the order in which they came. */
  const dispatch = (event: PhoneEvent): void => {
    queue.push(event)
    if (isRunning) return
    isRunning = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (phone === null) continue
      const step = transition(phone, next, clock.now())
      phone = step.phone
      // Messages to others first, because they wait for the signer. Then what is new, since a description may be for a
      // connection that this very step opens. What is over last: it may still have to carry the hang-up.
      const [outgoing, others] = [
        step.effects.filter(isSend),
        step.effects.filter((effect) => !isSend(effect)),
      ]
      for (const effect of outgoing) perform(effect)
      open(resourcesOf(phone))
      for (const effect of others) perform(effect)
      closeUnwanted()
    }
    isRunning = false
    publish()
  }

  const perform = (effect: PhoneEffect): void => {
    switch (effect.type) {
      case 'send': {
        if (account === null) return
        const { callId, to, seq, body } = effect
        return outbox.post({ callId, from: { name: account.name, device: account.device }, to, seq, body })
      }
      case 'peer-message':
        return slots.get(peerId(effect.peer))?.peer.handleMessage(effect.body)
      case 'record':
        void host.history.record(effect.entry)
    }
  }

  const open = (next: Resources): void => {
    const before = resources
    resources = next
    if (next.microphone && !before.microphone) microphone.open(settings.microphoneId)
    if (!next.microphone && before.microphone) microphone.close()
    for (const [id, key] of next.peers) {
      if (!slots.has(id)) slots.set(id, openSlot(key))
      applyAudible(slots.get(id)!)
    }
    parts.sounds.play(next.ring !== null ? 'ring' : next.ringback !== null ? 'ringback' : null)
    for (const [key, timer] of timers) {
      if (next.timers.get(key) === timer.at) continue
      timer.cancel()
      timers.delete(key)
    }
    for (const [key, at] of next.timers) if (!timers.has(key)) timers.set(key, startTimer(key, at))
  }

  const closeUnwanted = (): void => {
    for (const [id, slot] of slots) if (!resources.peers.has(id) && !slot.isClosing) closeSlot(id, slot)
    watch()
  }

  const startTimer = (key: TimerKey, at: number): { at: number; cancel: () => void } => ({
    at,
    cancel: clock.setTimer(Math.max(0, at - clock.now()), () => {
      timers.delete(key)
      dispatch({ type: 'timer', timer: key })
    }),
  })

  const openSlot = (key: PeerResource): PeerSlot => {
    const peerKey: PeerKey = { callId: key.callId, device: key.device }
    const peer = parts.createPeer({
      configuration,
      role: key.role,
      clock,
      send: (body) => sendFromPeer(peerKey, body),
      onState(change) {
        dispatch({ type: `peer-${change}`, peer: peerKey })
        if (change === 'connected') void readPaths()
      },
      onSound(stream) {
        slot.output = parts.createOutput(stream)
        slot.output.setDevice(settings.speakerId)
        applyAudible(slot)
      },
      onControl: (text) => void receiveControl(text),
    })
    const slot: PeerSlot = {
      key,
      peer,
      output: null,
      path: null,
      isSpeaking: false,
      detectSpeech: createSpeechDetector(),
      isAcceptedEarly: false,
      isClosing: false,
    }
    if (currentTrack() !== null) peer.setTrack(currentTrack())
    return slot
  }

  /** Silent at once; closed when the hang-up, which may still be at the signer, has taken the control channel. */
  const closeSlot = (id: string, slot: PeerSlot): void => {
    slot.isClosing = true
    slot.output?.close()
    slot.peer.setAudible(false)
    void outbox.drained(slot.key.callId).then(() => {
      slots.delete(id)
      slot.peer.close()
    })
  }

  /** Descriptions and candidates of a peer take the next numbers of their call. */
  const sendFromPeer = (
    { callId, device }: PeerKey,
    body: Parameters<Parameters<CreatePeer>[0]['send']>[0],
  ): void => {
    const call = phone?.calls.get(callId)
    if (phone === null || call === undefined || call.phase === 'ended') return
    const calls = new Map(phone.calls).set(callId, { ...call, nextSeq: call.nextSeq + 1 })
    phone = { ...phone, calls }
    perform({ type: 'send', callId, to: { name: call.peer, device }, seq: call.nextSeq, body })
  }

  const receiveControl = async (text: string): Promise<void> => {
    const parsed = SignedCallMessage.safeParse(parseJson(text))
    if (!parsed.success) return
    const verified = await host.calls.verify(parsed.data)
    if (!verified.ok) return
    const { body, from, callId } = verified.value.signed.message
    if (mayTakeControlChannel(body.kind)) dispatch({ type: 'message', message: verified.value })
    else if (isControlChannelHint(body.kind)) hearEarly(callId, from.device)
  }

  /** The device has accepted; the server's word on it is on its way. */
  const hearEarly = (callId: CallId, device: PeerKey['device']): void => {
    const slot = slots.get(peerId({ callId, device }))
    if (slot === undefined || phone?.calls.get(callId)?.phase !== 'ringing-out') return
    slot.isAcceptedEarly = true
    applyAudible(slot)
  }

  const currentTrack = (): MediaStreamTrack | null => {
    const mic = microphone.state.get()
    return mic.status === 'open' ? mic.track : null
  }

  const applyAudible = ({ key, peer, output, isAcceptedEarly }: PeerSlot): void => {
    const isRinging = phone?.calls.get(key.callId)?.phase === 'ringing-out'
    const isAudible = resources.peers.get(peerId(key))?.audible === true || (isAcceptedEarly && isRinging)
    peer.setAudible(isAudible && !mutedWish)
    output?.setAudible(isAudible)
  }

  const setMuted = (muted: boolean): void => {
    mutedWish = muted
    for (const slot of slots.values()) applyAudible(slot)
    dispatch({ type: 'mute-changed', muted })
  }

  microphone.state.subscribe(() => {
    const track = currentTrack()
    for (const slot of slots.values()) {
      slot.peer.setTrack(track)
      applyAudible(slot)
    }
    meter?.close()
    meter = null
    detectMySpeech = createSpeechDetector()
    // A meter starts an audio graph, which would get in the way of the very first sound of a call.
    cancelMeter()
    if (track !== null) {
      cancelMeter = clock.setTimer(METER_AFTER_MS, () => {
        meter = parts.createMeter(track)
      })
    }
    publish()
  })

  /** Levels and paths are looked at only while somebody talks. */
  const watch = (): void => {
    const isTalking = [...resources.peers.values()].some((peer) => peer.audible)
    if (isTalking) {
      cancelLevels ??= repeat(LEVEL_EVERY_MS, readLevels)
      cancelPaths ??= repeat(PATH_EVERY_MS, () => void readPaths())
    } else {
      cancelLevels?.()
      cancelPaths?.()
      cancelLevels = cancelPaths = null
      meSpeaking = false
    }
  }

  const repeat = (everyMs: number, action: () => void): (() => void) => {
    let cancel = clock.setTimer(everyMs, function again() {
      cancel = clock.setTimer(everyMs, again)
      action()
    })
    return () => cancel()
  }

  const readLevels = (): void => {
    const now = clock.now()
    const speaking = !mutedWish && detectMySpeech(meter?.read() ?? 0, now)
    let isChanged = speaking !== meSpeaking
    meSpeaking = speaking
    for (const slot of slots.values()) {
      const isSpeaking = slot.detectSpeech(slot.peer.receivedLevel(), now)
      isChanged ||= isSpeaking !== slot.isSpeaking
      slot.isSpeaking = isSpeaking
    }
    if (isChanged) publish()
  }

  const readPaths = async (): Promise<void> => {
    for (const slot of slots.values()) {
      const path = pathOf(await slot.peer.stats())
      if (path === null || JSON.stringify(path) === JSON.stringify(slot.path)) continue
      slot.path = path
      publish()
    }
  }

  const slotOf = (callId: CallId): PeerSlot | undefined =>
    [...slots.values()].find((slot) => slot.key.callId === callId)

  const microphoneView = (): MicrophoneView => {
    const mic = microphone.state.get()
    return mic.status === 'open' ? { status: 'open', label: mic.label, muted: mutedWish } : mic
  }

  const publish = (): void => {
    const calls = [...(phone?.calls.values() ?? [])].map((call): CallView => {
      const slot = slotOf(call.callId)
      const isLoud = slot !== undefined && resources.peers.get(peerId(slot.key))?.audible === true
      return {
        call,
        path: slot?.path ?? null,
        meSpeaking: isLoud && meSpeaking,
        peerSpeaking: isLoud && slot.isSpeaking,
      }
    })
    state.set({ calls, microphone: microphoneView(), mutedWish })
    tellHost()
  }

  const tellHost = (): void => {
    if (phone === null) return
    const next = presenceOf(phone)
    if (JSON.stringify(next) === JSON.stringify(presence)) return
    presence = next
    void host.shell?.setPresence(next)
    void host.calls.setClaims(claimsOf(phone))
  }

  const refreshConfiguration = async (): Promise<void> => {
    const fresh = await host.calls.iceConfiguration()
    if (fresh.ok) configuration = fresh.value
  }

  const handleSlice = (change: HostSlice): void => {
    if (change.slice === 'settings') {
      const before = settings
      settings = change.value
      if (before.microphoneId !== settings.microphoneId && resources.microphone)
        microphone.open(settings.microphoneId)
      if (before.speakerId !== settings.speakerId) {
        for (const slot of slots.values()) slot.output?.setDevice(settings.speakerId)
      }
      void refreshConfiguration()
    } else if (change.slice === 'account') {
      const isSame = change.value?.name === account?.name && change.value?.device === account?.device
      if (!isSame) dispatch({ type: 'quit' })
      account = change.value
      if (!isSame) phone = account && createPhone(account)
      void refreshConfiguration()
      publish()
    } else if (change.slice === 'connection' && change.value.status === 'online') {
      outbox.retry()
      for (const slot of slots.values()) slot.peer.repeatOffer()
    }
  }

  const stopListening = [
    host.onState(handleSlice),
    host.calls.onMessage((message: IncomingMessage) => dispatch({ type: 'message', message })),
    host.calls.onNotice((notice) => dispatch({ type: 'notice', notice })),
    host.calls.onTampered(({ callId }) => dispatch({ type: 'tampered', callId })),
    host.shell?.onCommand((command) => {
      if (command.type === 'toggle-mute') setMuted(!mutedWish)
      else if (command.type === 'dial') void session.dial(command.name)
      else dispatch(command)
    }),
  ]
  await refreshConfiguration()

  const session: CallSession = {
    state,
    async dial(typed) {
      const isDialling = [...(phone?.calls.values() ?? [])].some(
        (call) => call.phase === 'calling' || call.phase === 'ringing-out',
      )
      if (isDialling) return err(appError('call-busy-self'))
      const prepared = await host.calls.prepare(typed)
      if (!prepared.ok) return prepared
      const callId = CallId.parse(parts.uuid())
      const preconnect =
        prepared.value.accepted && settings.preconnect && settings.iceTransportPolicy === 'all'
      dispatch({ type: 'dial', callId, peer: prepared.value.name, preconnect })
      return ok(callId)
    },
    accept: (callId) => dispatch({ type: 'accept', callId }),
    decline: (callId) => dispatch({ type: 'decline', callId }),
    ignore: (callId) => dispatch({ type: 'ignore', callId }),
    end: (callId) => dispatch({ type: 'end', callId }),
    setHeld: (callId, held) => dispatch({ type: 'hold', callId, held }),
    setMuted,
    dismiss: (callId) => dispatch({ type: 'dismiss', callId }),
    levels: (callId) => ({
      mine: mutedWish ? 0 : (meter?.read() ?? 0),
      theirs: slotOf(callId)?.peer.receivedLevel() ?? 0,
    }),
    async close() {
      dispatch({ type: 'quit' })
      for (const stop of stopListening) stop?.()
    },
  }
  return session
}

const isSend = (effect: PhoneEffect): boolean => effect.type === 'send'

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
