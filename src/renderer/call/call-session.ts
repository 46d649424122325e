import type { CallPresence } from '../../shared/call/call.ts'
import { claimsOf } from '../../shared/call/claims.ts'
import type {
  IncomingMessage,
  PeerKey,
  Phone,
  PhoneEffect,
  PhoneEvent,
  Resources,
  TimerKey,
} from '../../shared/call/phone.ts'
import { presenceOf } from '../../shared/call/presence.ts'
import { resourcesOf } from '../../shared/call/resources.ts'
import { createPhone, transition } from '../../shared/call/transition.ts'
import { isControlChannelHint, mayTakeControlChannel } from '../../shared/call/ways.ts'
import type { Clock } from '../../shared/clock.ts'
import { appError } from '../../shared/errors.ts'
import type { Account, Host, HostSlice, IceConfiguration } from '../../shared/host.ts'
import { CallId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { SignedCallMessage } from '../../shared/protocol/call-message.ts'
import type { CallClaim } from '../../shared/protocol/signaling-events.ts'
import { err, ok } from '../../shared/result.ts'
import { createStore } from '../../shared/store.ts'
import { createSpeechDetector, type LevelMeter } from '../media/levels.ts'
import type { Microphone } from '../media/microphone.ts'
import type { Output } from '../media/output.ts'
import type { CreatePeer, PeerMessage } from '../media/peer.ts'
import type { Sounds } from '../media/sounds.ts'
import { createOutbox } from './outbox.ts'
import { createPeerSlots } from './peer-slots.ts'
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
  /** Calls the listener when the network came back or the computer woke up; the returned function ends that. */
  readonly watchNetwork: (listener: () => void) => () => void
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
  let claims: readonly CallClaim[] = []
  let mutedWish = false
  let meter: LevelMeter | null = null
  let cancelMeter = (): void => {}
  let meSpeaking = false
  let detectMySpeech = createSpeechDetector()
  let cancelLevels: (() => void) | null = null
  let cancelPaths: (() => void) | null = null
  let stopNetwork: (() => void) | null = null
  let controlTail: Promise<unknown> = Promise.resolve()
  const timers = new Map<TimerKey, { readonly at: number; readonly cancel: () => void }>()
  const queue: PhoneEvent[] = []
  let isRunning = false

  const state = createStore<CallSessionState>({ calls: [], microphone: { status: 'closed' }, mutedWish })

  const outbox = createOutbox({
    calls: host.calls,
    sendControl(signed) {
      const { callId, to } = signed.message
      if (to.device !== null) peers.sendControl({ callId, device: to.device }, JSON.stringify(signed))
    },
    onReceipt: ({ callId, body }, result) =>
      dispatch({
        type: 'receipt',
        callId,
        kind: body.kind,
        result: result.ok ? { ok: true, devices: result.value.devices } : result,
      }),
  })

  const peers = createPeerSlots({
    clock,
    createPeer: parts.createPeer,
    createOutput: parts.createOutput,
    configuration: () => configuration,
    send: (peer, body) => sendFromPeer(peer, body),
    onState: (peer, change) => dispatch({ type: `peer-${change}`, peer }),
    onControl: (text) => receiveControl(text),
    onChange: () => publish(),
    drained: outbox.drained,
  })
  peers.setSpeaker(settings.speakerId)

  /** One event at a time, in the order in which they came. */
  const dispatch = (event: PhoneEvent): void => {
    queue.push(event)
    if (isRunning) return
    isRunning = true
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) handle(next)
    } finally {
      // One event that goes wrong must not silence the telephone for good.
      isRunning = false
      publish()
    }
  }

  const handle = (event: PhoneEvent): void => {
    if (phone === null) return
    const step = transition(phone, event, clock.now())
    phone = step.phone
    // Messages to others first, because they wait for the signer. Then what is new, since a description may be for a
    // connection that this very step opens. What is over last: it may still have to carry the hang-up.
    for (const effect of step.effects) if (effect.type === 'send') perform(effect)
    open(resourcesOf(phone))
    for (const effect of step.effects) if (effect.type !== 'send') perform(effect)
    peers.closeOthers(resources.peers)
    watch()
  }

  const perform = (effect: PhoneEffect): void => {
    switch (effect.type) {
      case 'send': {
        if (account === null) return
        const { callId, to, seq, body } = effect
        return outbox.post({ callId, from: { name: account.name, device: account.device }, to, seq, body })
      }
      case 'peer-message':
        return peers.handleMessage(effect.peer, effect.body)
      case 'record':
        void host.history.record(effect.entry)
    }
  }

  const open = (next: Resources): void => {
    const before = resources
    resources = next
    if (next.microphone && !before.microphone) microphone.open(settings.microphoneId)
    if (!next.microphone && before.microphone) microphone.close()
    peers.open(next.peers)
    parts.sounds.play(next.ring !== null ? 'ring' : next.ringback !== null ? 'ringback' : null)
    for (const [key, timer] of timers) {
      if (next.timers.get(key) === timer.at) continue
      timer.cancel()
      timers.delete(key)
    }
    for (const [key, at] of next.timers) if (!timers.has(key)) timers.set(key, startTimer(key, at))
  }

  const startTimer = (key: TimerKey, at: number): { at: number; cancel: () => void } => ({
    at,
    cancel: clock.setTimer(Math.max(0, at - clock.now()), () => {
      timers.delete(key)
      dispatch({ type: 'timer', timer: key })
    }),
  })

  /** Descriptions and candidates of a peer take the next numbers of their call. */
  const sendFromPeer = ({ callId, device }: PeerKey, body: PeerMessage): void => {
    const call = phone?.calls.get(callId)
    if (phone === null || call === undefined || call.phase === 'ended') return
    const calls = new Map(phone.calls).set(callId, { ...call, nextSeq: call.nextSeq + 1 })
    phone = { ...phone, calls }
    perform({ type: 'send', callId, to: { name: call.peer, device }, seq: call.nextSeq, body })
  }

  const receiveControl = (text: string): void => {
    const parsed = SignedCallMessage.safeParse(parseJson(text))
    if (!parsed.success) return
    // Verification takes unequal times; the chain keeps the order.
    const verified = host.calls.verify(parsed.data)
    controlTail = Promise.allSettled([verified, controlTail]).then(([result]) => {
      if (result.status === 'fulfilled' && result.value.ok) handleControl(result.value.value)
    })
  }

  const handleControl = (message: IncomingMessage): void => {
    const { body, from, callId } = message.signed.message
    if (mayTakeControlChannel(body.kind)) return dispatch({ type: 'message', message })
    // The device has accepted; the server's word on it is on its way.
    const isRinging = phone?.calls.get(callId)?.phase === 'ringing-out'
    if (isControlChannelHint(body.kind) && isRinging) peers.hearEarly({ callId, device: from.device })
  }

  const setMuted = (muted: boolean): void => {
    mutedWish = muted
    peers.setMuted(muted)
    dispatch({ type: 'mute-changed', muted })
  }

  microphone.state.subscribe(() => {
    const mic = microphone.state.get()
    const track = mic.status === 'open' ? mic.track : null
    peers.setTrack(track)
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

  /** Levels and paths are looked at only while somebody talks, the network while there is a connection. */
  const watch = (): void => {
    if (resources.peers.size > 0) stopNetwork ??= parts.watchNetwork(peers.restartIce)
    else {
      stopNetwork?.()
      stopNetwork = null
    }
    const isTalking = [...resources.peers.values()].some((peer) => peer.audible)
    if (isTalking) {
      cancelLevels ??= repeat(LEVEL_EVERY_MS, readLevels)
      cancelPaths ??= repeat(PATH_EVERY_MS, () => void peers.readPaths())
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
    const speaking = !mutedWish && detectMySpeech(meter?.read() ?? 0, clock.now())
    if (speaking !== meSpeaking) {
      meSpeaking = speaking
      publish()
    }
    peers.readLevels()
  }

  const microphoneView = (): MicrophoneView => {
    const mic = microphone.state.get()
    return mic.status === 'open' ? { status: 'open', label: mic.label, muted: mutedWish } : mic
  }

  const publish = (): void => {
    const calls = [...(phone?.calls.values() ?? [])].map((call): CallView => {
      const peer = peers.view(call.callId)
      const isAudible = peer?.audible === true
      return {
        call,
        path: peer?.path ?? null,
        meSpeaking: isAudible && meSpeaking,
        peerSpeaking: isAudible && peer.speaking,
      }
    })
    state.set({ calls, microphone: microphoneView(), mutedWish })
    tellHost()
  }

  const tellHost = (): void => {
    if (phone === null) return
    const nextPresence = presenceOf(phone)
    if (JSON.stringify(nextPresence) !== JSON.stringify(presence)) {
      presence = nextPresence
      void host.shell?.setPresence(nextPresence)
    }
    const nextClaims = claimsOf(phone)
    if (JSON.stringify(nextClaims) !== JSON.stringify(claims)) {
      claims = nextClaims
      void host.calls.setClaims(nextClaims)
    }
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
      if (before.speakerId !== settings.speakerId) peers.setSpeaker(settings.speakerId)
      void refreshConfiguration()
    } else if (change.slice === 'account') {
      const isSame = change.value?.name === account?.name && change.value?.device === account?.device
      if (!isSame) dispatch({ type: 'quit' })
      account = change.value
      if (!isSame) {
        phone = account && createPhone(account)
        dispatch({ type: 'mute-changed', muted: mutedWish })
      }
      void refreshConfiguration()
      publish()
    } else if (change.slice === 'connection' && change.value.status === 'online') {
      outbox.retry()
      peers.repeatOffers()
    }
  }

  const stopListening = [
    host.onState(handleSlice),
    host.calls.onMessage((message: IncomingMessage) => dispatch({ type: 'message', message })),
    host.calls.onNotice((notice) => {
      dispatch({ type: 'notice', notice })
      // What was said to a peer that was away is lost.
      if (notice.kind === 'peer-online') peers.repeatOffers(notice.callId)
    }),
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
      const prepared = await host.calls.prepare(typed)
      if (!prepared.ok) return prepared
      const isDialling = [...(phone?.calls.values() ?? [])].some(
        (call) => call.phase === 'calling' || call.phase === 'ringing-out',
      )
      if (isDialling) return err(appError('call-busy-self'))
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
      theirs: peers.level(callId),
    }),
    async close() {
      dispatch({ type: 'quit' })
      for (const stop of stopListening) stop?.()
    },
  }
  return session
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
