import type {
  IncomingMessage,
  PeerKey,
  Phone,
  PhoneEffect,
  PhoneEvent,
  Resources,
} from '../../shared/call/phone.ts'
import { resourcesOf } from '../../shared/call/resources.ts'
import { createPhone, transition } from '../../shared/call/transition.ts'
import { isControlChannelHint, mayTakeControlChannel } from '../../shared/call/ways.ts'
import type { Clock } from '../../shared/clock.ts'
import { appError } from '../../shared/errors.ts'
import type { Account, CallCommand, HostSlice, Unsubscribe } from '../../shared/host.ts'
import { CallId } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import type { NetworkChange } from '../../shared/network/change.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { largerBuffers } from '../../shared/model/sound.ts'
import { err, ok } from '../../shared/result.ts'
import { createUnderrunWatch } from '../../shared/sound/underruns.ts'
import { createStore } from '../../shared/store.ts'
import type { DeviceWatch } from '../media/devices.ts'
import type { LevelMeter, VoiceMeter } from '../media/levels.ts'
import type { Microphone } from '../media/microphone.ts'
import type { Output } from '../media/output.ts'
import type { CreatePeer, PeerMessage } from '../media/peer.ts'
import type { CreateSoundTap } from '../media/sound-tap.ts'
import type { Cue } from '../media/cues.ts'
import type { Sounds } from '../media/sounds.ts'
import type { CreateSendChain } from '../media/voice-chain/send-chain.ts'
import { createBlackBox } from './black-box.ts'
import { callView } from './call-view.ts'
import { cueOf } from './cues.ts'
import { createControlMail } from './control-mail.ts'
import { createHostMirror } from './host-mirror.ts'
import { createIceConfigurations } from './ice-configurations.ts'
import { createLookout } from './lookout.ts'
import { obey } from './obey.ts'
import { createOutbox } from './outbox.ts'
import { createOwnSide } from './own-side.ts'
import { createPeerSlots } from './peer-slots.ts'
import type { CallSession, CallSessionState } from './session.ts'
import type { SessionHost } from './session-host.ts'
import { soundOf } from './sound-of.ts'
import { createTimers } from './timers.ts'

export interface CallSessionParts {
  readonly host: SessionHost
  readonly clock: Clock
  readonly uuid: () => string
  readonly microphone: Microphone
  readonly devices: DeviceWatch
  readonly createPeer: CreatePeer
  readonly createOutput: (stream: MediaStream) => Output
  readonly createTap: CreateSoundTap
  readonly createMeter: (track: MediaStreamTrack) => VoiceMeter
  readonly createRawMeter: (track: MediaStreamTrack) => LevelMeter
  readonly createChain: CreateSendChain
  readonly sounds: Sounds
  /** Calls the listener with what tray, keys and command line ask of the calls. */
  readonly onCommand: (listener: (command: CallCommand) => void) => Unsubscribe
  readonly playCue: (cue: Cue, speaker: string) => void
  /** Calls the listener when the network came back or the computer woke up; the returned function ends that. */
  readonly watchNetwork: (listener: (change: NetworkChange) => void) => () => void
}

const NO_RESOURCES: Resources = {
  microphone: false,
  peers: new Map(),
  ring: null,
  waiting: null,
  ringback: null,
  timers: new Map(),
}

/**
 * The live calls of this window: events go one by one through the pure machine, and after each the world outside
 * (microphone, peer connections, sounds, timers) is made to fit the new state.
 */
export async function createCallSession(parts: CallSessionParts): Promise<CallSession> {
  const { host, clock } = parts
  const initial = await host.state()
  let account: Account | null = initial.account
  let settings: Settings = initial.settings
  let contacts: readonly ContactView[] = initial.contacts
  let phone: Phone | null = account && createPhone(account)
  let resources = NO_RESOURCES
  const configurations = createIceConfigurations(host.calls, {
    settings: () => settings,
    contacts: () => contacts,
  })
  const blackBox = createBlackBox(clock)
  const hasUnderruns = createUnderrunWatch()
  let wasOnline = initial.connection.status === 'online'
  const queue: PhoneEvent[] = []
  let isRunning = false

  const state = createStore<CallSessionState>({
    calls: [],
    microphone: { status: 'closed' },
    mutedWish: false,
    deafened: false,
    headsetDrop: null,
    deviceNotice: null,
  })

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
    levelling: settings.levelling,
    contacts,
    wishes: settings,
    createPeer: parts.createPeer,
    createOutput: parts.createOutput,
    createTap: parts.createTap,
    configuration: ({ name }) => configurations.with(name),
    async renew({ name }) {
      await configurations.refresh(true)
      return configurations.with(name)
    },
    send: (peer, body) => sendFromPeer(peer, body),
    onState: (peer, change) =>
      dispatch(
        'cause' in change
          ? { type: `peer-${change.kind}`, peer, cause: change.cause }
          : { type: `peer-${change.kind}`, peer },
      ),
    // The way to the server may be as dead as the one to the other side, and takes longer to notice it.
    onStall: () => void host.account.reconnect(),
    onEvent: ({ callId }, event) => blackBox.note(callId, event),
    onSample(sample) {
      if (host.computer === null || !hasUnderruns(sample.missingPlayout, sample.at)) return
      // A change counts from the next start on: until then these are the buffers that were too small.
      const { audioBuffers } = initial.settings
      if (settings.audioBuffers === audioBuffers)
        void host.settings.update({ audioBuffers: largerBuffers(audioBuffers) })
    },
    onControl: createControlMail(host.calls.verify, (message) => handleControl(message)),
    onChange: () => publish(),
    drained: outbox.drained,
  })
  const own = createOwnSide({
    clock,
    settings,
    microphone: parts.microphone,
    devices: parts.devices,
    createMeter: parts.createMeter,
    createRawMeter: parts.createRawMeter,
    createChain: parts.createChain,
    peers,
    onEvent: (event) => noteInCalls(event),
    onSilence: () => dispatch({ type: 'mute-changed', muted: own.isSilent() }),
    onSpeakers: () => fitSound(),
    onChange: () => publish(),
  })

  const timers = createTimers(clock, (key) => {
    const callId = key.startsWith('connect:')
      ? CallId.safeParse(key.slice('connect:'.length)).data
      : undefined
    dispatch({ type: 'timer', timer: key, cause: callId && peers.diagnose(callId) })
  })
  const mirror = createHostMirror(host)
  /** I spoke, and might be heard, since the last measurement. */
  let spoke = false
  const lookout = createLookout({
    clock,
    watchNetwork: parts.watchNetwork,
    onNetwork(change) {
      peers.restartIce(change)
      void host.account.reconnect()
    },
    onLook() {
      own.look()
      spoke ||= own.isSpeaking()
      peers.look()
    },
    onMeasure() {
      void peers.measure(spoke)
      spoke = false
      // Not every system tells the browser of a device, e.g. of a headset over Bluetooth on Linux.
      own.refreshDevices()
    },
  })

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
    const before = phone
    phone = step.phone
    for (const effect of step.effects) if (effect.type === 'record') keepLog(effect)
    blackBox.follow(before.calls, phone.calls)
    // Messages to others first, because they wait for the signer. Then what is new, since a description may be for a
    // connection that this very step opens. What is over last: it may still have to carry the hang-up.
    for (const effect of step.effects) if (effect.type === 'send') perform(effect)
    open(resourcesOf(phone))
    for (const effect of step.effects) if (effect.type !== 'send') perform(effect)
    peers.closeOthers(resources.peers)
    const isInCall = [...phone.calls.values()].some((call) => call.phase === 'active')
    lookout.fit({ network: resources.peers.size > 0, calls: isInCall })
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

  const keepLog = ({ entry, reason }: Extract<PhoneEffect, { type: 'record' }>): void => {
    const log = blackBox.finish(entry.callId, reason)
    if (log.length > 0) void host.history.saveLog(entry.callId, log)
  }

  const open = (next: Resources): void => {
    resources = next
    own.fit(next.microphone)
    peers.open(next.peers)
    fitSound()
    timers.fit(next.timers)
  }

  const fitSound = (): void => {
    if (phone === null) return
    parts.sounds.play(soundOf({ phone, resources, settings, contacts, ...own.speakers(), now: clock.now() }))
  }

  /** Descriptions and candidates of a peer take the next numbers of their call. */
  const sendFromPeer = ({ callId, device }: PeerKey, body: PeerMessage): void => {
    const call = phone?.calls.get(callId)
    if (phone === null || call === undefined || call.phase === 'ended') return
    const calls = new Map(phone.calls).set(callId, { ...call, nextSeq: call.nextSeq + 1 })
    phone = { ...phone, calls }
    perform({ type: 'send', callId, to: { name: call.peer, device }, seq: call.nextSeq, body })
  }

  const receive = (message: IncomingMessage): void => {
    const { body, callId } = message.signed.message
    dispatch({ type: 'message', message, cause: body.kind === 'hangup' ? peers.diagnose(callId) : undefined })
  }

  const handleControl = (message: IncomingMessage): void => {
    const { body, from, callId } = message.signed.message
    if (mayTakeControlChannel(body.kind)) return receive(message)
    // The device has accepted; the server's word on it is on its way.
    const isRinging = phone?.calls.get(callId)?.phase === 'ringing-out'
    if (isControlChannelHint(body.kind) && isRinging) peers.hearEarly({ callId, device: from.device })
  }

  const noteInCalls = (event: LogEvent): void => {
    for (const callId of phone?.calls.keys() ?? []) blackBox.note(callId, event)
  }

  const publish = (): void => {
    const calls = [...(phone?.calls.values() ?? [])].map((call) =>
      callView(call, peers.view(call.callId), own.isSpeaking()),
    )
    const before = state.get()
    state.set({ calls, ...own.view() })
    const cue = settings.cueSounds ? cueOf(before, state.get()) : null
    if (cue !== null) parts.playCue(cue, own.speakers().speaker)
    if (phone !== null) mirror(phone)
  }

  const handleSlice = (change: HostSlice): void => {
    if (change.slice === 'settings') {
      settings = change.value
      own.setSettings(settings)
      peers.setLevelling(settings.levelling)
      peers.setWishes(settings)
      fitSound()
    } else if (change.slice === 'contacts') {
      contacts = change.value
      peers.setContacts(contacts)
      publish()
      fitSound()
    } else if (change.slice === 'account') {
      const isSame = change.value?.name === account?.name && change.value?.device === account?.device
      if (!isSame) dispatch({ type: 'quit' })
      account = change.value
      if (!isSame) {
        phone = account && createPhone(account)
        dispatch({ type: 'mute-changed', muted: own.isSilent() })
      }
      publish()
    } else if (change.slice === 'connection') {
      const isOnline = change.value.status === 'online'
      if (isOnline !== wasOnline) noteInCalls({ kind: 'server', online: isOnline })
      wasOnline = isOnline
      if (!isOnline) return
      outbox.retry()
      peers.repeatOffers()
    }
  }

  const session: CallSession = {
    state,
    async dial(typed) {
      const prepared = await host.calls.prepare(typed)
      if (!prepared.ok) return prepared
      // What was changed a moment ago holds for this call already.
      await configurations.refresh(false)
      const isDialling = [...(phone?.calls.values() ?? [])].some(
        (call) => call.phase === 'calling' || call.phase === 'ringing-out',
      )
      if (isDialling) return err(appError('call-busy-self'))
      const callId = CallId.parse(parts.uuid())
      const { name } = prepared.value
      if (configurations.lacksRelay(name)) return err(appError('relay-missing', name))
      // With hidden addresses too: what is exchanged early are relay candidates only.
      const preconnect = prepared.value.accepted && settings.preconnect
      dispatch({ type: 'dial', callId, peer: name, preconnect })
      return ok(callId)
    },
    accept: (callId) => dispatch({ type: 'accept', callId }),
    decline: (callId, note) => dispatch({ type: 'decline', callId, note }),
    ignore: (callId) => dispatch({ type: 'ignore', callId }),
    end: (callId) => dispatch({ type: 'end', callId }),
    setHeld: (callId, held) => dispatch({ type: 'hold', callId, held }),
    setMuted: own.setMuted,
    setDeafened: own.setDeafened,
    setPersonSound: peers.choose,
    press: own.press,
    undoDevice: own.undoDevice,
    dismissDeviceNotice: own.dismissDeviceNotice,
    dismiss: (callId) => dispatch({ type: 'dismiss', callId }),
    levels: (callId) => ({
      mine: own.level(),
      theirs: peers.level(callId),
    }),
    async close() {
      dispatch({ type: 'quit' })
      for (const stop of stopListening) stop()
      own.close()
    },
  }
  const stopListening = [
    host.onState(handleSlice),
    host.calls.onMessage(receive),
    host.network.onChanged(peers.restartIce),
    host.network.onServers(() => void configurations.refresh(false)),
    host.calls.onNotice((notice) => {
      dispatch({ type: 'notice', notice })
      // What was said to a peer that was away is lost.
      if (notice.kind === 'peer-online') peers.repeatOffers(notice.callId)
    }),
    host.calls.onTampered(({ callId }) => dispatch({ type: 'tampered', callId })),
    parts.onCommand((command) => obey(session, command)),
  ]
  await configurations.refresh(false)
  return session
}
