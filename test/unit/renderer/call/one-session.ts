import { createCallSession } from '../../../../src/renderer/call/call-session.ts'
import type { CallSession } from '../../../../src/renderer/call/session.ts'
import type { Microphone, MicrophoneState } from '../../../../src/renderer/media/microphone.ts'
import type { Peer, PeerParts } from '../../../../src/renderer/media/peer.ts'
import type { Sound } from '../../../../src/renderer/media/sounds.ts'
import type { IncomingMessage } from '../../../../src/shared/call/phone.ts'
import { appError } from '../../../../src/shared/errors.ts'
import type { Host, HostSlice } from '../../../../src/shared/host.ts'
import { CallId, UserName } from '../../../../src/shared/ids.ts'
import { DEFAULT_SETTINGS } from '../../../../src/shared/model/settings.ts'
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
  readonly isClosed: boolean
  readonly restarts: number
  readonly repeats: number
  /** Messages that took its control channel. */
  readonly said: SignedCallMessage[]
}

function notePeer(parts: PeerParts): NotedPeer {
  const peer = {
    parts,
    track: null as MediaStreamTrack | null,
    audible: false,
    isClosed: false,
    restarts: 0,
    repeats: 0,
    said: [] as SignedCallMessage[],
    handleMessage: () => {},
    setTrack: (track: MediaStreamTrack | null) => void (peer.track = track),
    setAudible: (audible: boolean) => void (peer.audible = audible),
    sendControl(text: string) {
      if (!peer.isClosed) peer.said.push(JSON.parse(text))
      return !peer.isClosed
    },
    restartIce: () => void (peer.restarts += 1),
    repeatOffer: () => void (peer.repeats += 1),
    stats: async () => new Map() as unknown as RTCStatsReport,
    receivedLevel: () => 0,
    close: () => void (peer.isClosed = true),
  }
  return peer
}

/** alice's session on device(1), with the world around it in the hands of the test. */
export interface OneSession {
  readonly session: CallSession
  readonly clock: VirtualClock
  readonly peers: NotedPeer[]
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
  networkReturns(): void
  readonly isWatchingNetwork: () => boolean
  /** Phases of the calls. */
  phases(): string[]
}

export async function startOneSession(): Promise<OneSession> {
  const clock = createVirtualClock()
  const peers: NotedPeer[] = []
  const sent: SignedCallMessage[] = []
  const account = { name: alice, device: device(1) }
  let claims: readonly CallClaim[] = []
  let sound: Sound | null = null
  let calls = 0
  let onMessage: (message: IncomingMessage) => void = () => {}
  let onNotice: (notice: CallNotice) => void = () => {}
  let onState: (change: HostSlice) => void = () => {}
  let onNetwork: (() => void) | null = null
  const state = createStore<MicrophoneState>({ status: 'closed' })
  const track = { label: 'Fake' } as MediaStreamTrack
  const microphone: Microphone = {
    state,
    open: () => state.set({ status: 'open', track, label: track.label }),
    close: () => state.set({ status: 'closed' }),
  }
  const nothing = (): (() => void) => () => {}

  const host = {
    version: 'test',
    state: async () => ({ account, settings: DEFAULT_SETTINGS }),
    onState: (listener: typeof onState) => {
      onState = listener
      return nothing()
    },
    history: { record: async () => ok(null) },
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
    shell: null,
  } as unknown as Host

  const session = await createCallSession({
    host,
    clock,
    uuid: () => id(++calls),
    microphone,
    createPeer(parts) {
      const peer = notePeer(parts)
      peers.push(peer)
      return peer
    },
    createOutput: () => ({ setAudible() {}, setDevice() {}, close() {} }),
    createMeter: () => ({ read: () => 0, close() {} }),
    sounds: { play: (next) => void (sound = next) },
    watchNetwork(listener) {
      onNetwork = listener
      return () => void (onNetwork = null)
    },
  })

  const self: OneSession = {
    session,
    clock,
    peers,
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
    networkReturns: () => onNetwork?.(),
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
