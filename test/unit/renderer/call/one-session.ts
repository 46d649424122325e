import { createCallSession } from '../../../../src/renderer/call/call-session.ts'
import type { CallSession } from '../../../../src/renderer/call/session.ts'
import { NO_DEVICES, type AudioDevices } from '../../../../src/renderer/media/devices.ts'
import type { Microphone, MicrophoneState } from '../../../../src/renderer/media/microphone.ts'
import type { Cue } from '../../../../src/renderer/media/cues.ts'
import type { Peer, PeerParts, RestartCause } from '../../../../src/renderer/media/peer.ts'
import type { Sound } from '../../../../src/renderer/media/sounds.ts'
import type { CodecPlan } from '../../../../src/shared/codec/plan.ts'
import type { IncomingMessage } from '../../../../src/shared/call/phone.ts'
import { appError } from '../../../../src/shared/errors.ts'
import type { Host, HostSlice } from '../../../../src/shared/host.ts'
import { CallId, UserName } from '../../../../src/shared/ids.ts'
import type { CallLog } from '../../../../src/shared/model/call-log.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/shared/model/settings.ts'
import type { NetworkChange } from '../../../../src/shared/network/change.ts'
import type { CallBody, SignedCallMessage } from '../../../../src/shared/protocol/call-message.ts'
import type { CallClaim, CallNotice } from '../../../../src/shared/protocol/signaling-events.ts'
import { err, ok } from '../../../../src/shared/result.ts'
import { createStore } from '../../../../src/shared/store.ts'
import { alice, device, id, incoming, signed, type From } from '../../../fakes/calls.ts'
import { createVirtualClock, settle, type VirtualClock } from '../../../fakes/virtual-clock.ts'

/** A peer connection as the session sees one: it notes what is asked of it. */
export interface NotedPeer extends Peer {
  readonly parts: PeerParts
  readonly track: MediaStreamTrack | null
  readonly audible: boolean
  /** How it packs its sound. */
  readonly plan: CodecPlan
  readonly isClosed: boolean
  readonly restarts: readonly RestartCause[]
  /** How long no sound has come. */
  silentMs: number | null
  /** What it says of itself. */
  report: Map<string, object>
  readonly repeats: number
  /** Messages that took its control channel. */
  readonly said: SignedCallMessage[]
}

function notePeer(parts: PeerParts): NotedPeer {
  const peer = {
    parts,
    track: null as MediaStreamTrack | null,
    audible: false,
    plan: parts.plan,
    isClosed: false,
    restarts: [] as RestartCause[],
    repeats: 0,
    said: [] as SignedCallMessage[],
    handleMessage: () => {},
    setTrack: (track: MediaStreamTrack | null) => void (peer.track = track),
    setAudible: (audible: boolean) => void (peer.audible = audible),
    follow: (plan: CodecPlan) => void (peer.plan = plan),
    codec: () => ({ packing: null, jitterTargetMs: null }),
    sendControl(text: string) {
      if (!peer.isClosed) peer.said.push(JSON.parse(text))
      return !peer.isClosed
    },
    sendReport: () => {},
    restartIce: (cause: RestartCause) => void peer.restarts.push(cause),
    repeatOffer: () => void (peer.repeats += 1),
    report: new Map<string, object>(),
    stats: async () => peer.report as unknown as RTCStatsReport,
    receivedLevel: () => 0,
    silentForMs: () => peer.silentMs,
    policy: () => 'all' as const,
    diagnose: () => 'no-path' as const,
    silentMs: null as number | null,
    close: () => void (peer.isClosed = true),
  }
  return peer
}

/** alice's session on device(1), with the world around it in the hands of the test. */
export interface OneSession {
  readonly session: CallSession
  readonly clock: VirtualClock
  readonly peers: NotedPeer[]
  /** Short sounds that were played. */
  readonly cues: Cue[]
  readonly claims: () => readonly CallClaim[]
  /** Messages that the server took. */
  readonly sent: SignedCallMessage[]
  readonly sentKinds: () => CallBody['kind'][]
  readonly microphone: () => MicrophoneState['status']
  readonly sound: () => Sound | null
  isOnline: boolean
  /** Settles the signer's and the verifier's work; by default they answer at once. */
  sign: (message: SignedCallMessage) => Promise<void>
  verify: (message: SignedCallMessage) => Promise<void>
  hear(body: CallBody, from: From): void
  notice(notice: CallNotice): void
  slice(change: HostSlice): void
  networkReturns(change?: NetworkChange): void
  /** These are there from now on. */
  plugIn(devices: AudioDevices): void
  /** What the session changed in the settings by itself. */
  readonly changes: Partial<Settings>[]
  /** The logs of calls that are over. */
  readonly logs: CallLog[]
  readonly isWatchingNetwork: () => boolean
  /** Phases of the calls. */
  phases(): string[]
}

export async function startOneSession(): Promise<OneSession> {
  const clock = createVirtualClock()
  const peers: NotedPeer[] = []
  const cues: Cue[] = []
  const sent: SignedCallMessage[] = []
  const account = { name: alice, device: device(1) }
  let claims: readonly CallClaim[] = []
  let sound: Sound | null = null
  let calls = 0
  let onMessage: (message: IncomingMessage) => void = () => {}
  let onNotice: (notice: CallNotice) => void = () => {}
  let onState: (change: HostSlice) => void = () => {}
  const logs: CallLog[] = []
  const changes: Partial<Settings>[] = []
  const devices = createStore(NO_DEVICES)
  let onNetwork: ((change: NetworkChange) => void) | null = null
  const state = createStore<MicrophoneState>({ status: 'closed' })
  const track = { label: 'Fake', getSettings: () => ({}) } as MediaStreamTrack
  const microphone: Microphone = {
    state,
    open: () => state.set({ status: 'open', track, label: track.label }),
    close: () => state.set({ status: 'closed' }),
    process: () => {},
    onRefused: () => {},
  }
  const nothing = (): (() => void) => () => {}

  const host = {
    version: 'test',
    state: async () => ({
      account,
      settings: DEFAULT_SETTINGS,
      contacts: [],
      connection: { status: 'online' },
    }),
    onState: (listener: typeof onState) => {
      onState = listener
      return nothing()
    },
    history: {
      record: async () => ok(null),
      async saveLog(_callId: CallId, log: CallLog) {
        logs.push(log)
        return ok(null)
      },
    },
    account: { reconnect: async () => ok(null) },
    network: { onChanged: () => () => {}, onServers: () => () => {} },
    calls: {
      prepare: async (name: string) => ok({ name: UserName.parse(name), accepted: true }),
      async sign(message: SignedCallMessage['message']) {
        const result = signed(message)
        await self.sign(result)
        return ok(result)
      },
      async send(message: SignedCallMessage) {
        if (!self.isOnline) return err(appError('not-connected'))
        sent.push(message)
        return ok({ devices: 1 })
      },
      async verify(message: SignedCallMessage) {
        await self.verify(message)
        return ok({ signed: message, ageMs: 0, relation: { accepted: true, blocked: false } })
      },
      onMessage: (listener: typeof onMessage) => {
        onMessage = listener
        return nothing()
      },
      onNotice: (listener: typeof onNotice) => {
        onNotice = listener
        return nothing()
      },
      onTampered: nothing,
      setClaims: async (next: readonly CallClaim[]) => {
        claims = next
        return ok(null)
      },
      iceConfiguration: async () => ok({ iceServers: [], iceTransportPolicy: 'all' }),
    },
    settings: {
      async update(change: Partial<Settings>) {
        changes.push(change)
        return ok(null)
      },
    },
    shell: null,
    computer: {},
  } as unknown as Host

  const session = await createCallSession({
    host,
    clock,
    uuid: () => id(++calls),
    microphone,
    devices: { state: devices, refresh: () => {}, close: () => {} },
    createPeer(parts) {
      const peer = notePeer(parts)
      peers.push(peer)
      return peer
    },
    createOutput: () => ({ setAudible() {}, setMix() {}, setDevice() {}, close() {} }),
    createTap: () => ({ close() {} }),
    createMeter: () => ({ read: () => 0, isRunning: () => true, bandwidth: () => 'unknown', close() {} }),
    createRawMeter: () => ({ read: () => 0, isRunning: () => true, close() {} }),
    createChain: async () => Promise.reject(new Error('there is no sound')),
    playCue: (cue) => cues.push(cue),
    sounds: { play: (next) => void (sound = next) },
    onCommand: nothing,
    watchNetwork(listener) {
      onNetwork = listener
      return () => void (onNetwork = null)
    },
  })

  const self: OneSession = {
    session,
    clock,
    peers,
    cues,
    sent,
    claims: () => claims,
    sentKinds: () => sent.map(({ message }) => message.body.kind),
    microphone: () => state.get().status,
    sound: () => sound,
    isOnline: true,
    sign: async () => {},
    verify: async () => {},
    hear: (body, from) => onMessage(incoming(body, from)),
    notice: (notice) => onNotice(notice),
    slice: (change) => onState(change),
    networkReturns: (change = 'network-changed') => onNetwork?.(change),
    plugIn: devices.set,
    logs,
    changes,
    isWatchingNetwork: () => onNetwork !== null,
    phases: () => session.state.get().calls.map(({ call }) => call.phase),
  }
  return self
}

/** A call from `from` that rings and is accepted, with its connection up. */
export async function talkTo(one: OneSession, from: From): Promise<NotedPeer> {
  one.hear({ kind: 'invite', preconnect: true }, { ...from, to: { name: alice, device: null } })
  const peer = one.peers.at(-1)!
  peer.parts.onState('connected')
  one.session.accept(from.callId)
  await settle()
  return peer
}

export const callOf = (n: number): CallId => id(1_000 + n)
