import type { Call, LiveCall } from '../../../src/shared/call/call.ts'
import type { Host } from '../../../src/shared/host.ts'
import type { CallId } from '../../../src/shared/ids.ts'
import { PLAIN_SOUND } from '../../../src/shared/model/person-sound.ts'
import { PRESETS } from '../../../src/shared/model/sound.ts'
import { ok } from '../../../src/shared/result.ts'
import { createStore, type Store } from '../../../src/shared/store.ts'
import { NO_ECHO } from '../../../src/renderer/call/echo-watch.ts'
import type { CallSession, CallSessionState, CallView } from '../../../src/renderer/call/session.ts'
import { callId, device } from './people.ts'

/** A call session without media: what a person does shows at once, what the other does is done by the test. */
export interface FakeSession extends CallSession {
  readonly state: Store<CallSessionState>
  ring(peer: string): CallId
  /** Takes a call of `phase` to the next step, as the other side would. */
  answer(id: CallId): void
}

const NO_CALLS: CallSessionState = {
  calls: [],
  microphone: { status: 'closed' },
  mutedWish: false,
  deafened: false,
  headsetDrop: null,
  deviceNotice: null,
}

export const OPEN = {
  status: 'open',
  label: 'Built-in microphone',
  processing: PRESETS.voice,
  gate: 'off',
  muted: false,
  mutedByIdle: false,
  talksWhileMuted: false,
  sending: true,
  fault: null,
} as const

export const view = (call: Call, change: Partial<CallView> = {}): CallView => ({
  call,
  path: null,
  meSpeaking: false,
  peerSpeaking: false,
  samples: [],
  details: null,
  quality: null,
  unheard: null,
  sound: PLAIN_SOUND,
  echo: NO_ECHO,
  ...change,
})

export function createFakeSession(host: Host, initial: Partial<CallSessionState>): FakeSession {
  const state = createStore<CallSessionState>({ ...NO_CALLS, ...initial })
  // Above the calls of the scenes.
  let next = 100

  const setCalls = (calls: readonly CallView[]): void => {
    const isOpen = calls.some(({ call }) => call.phase !== 'ringing-in' && call.phase !== 'ended')
    const { mutedWish, deafened, headsetDrop, deviceNotice, microphone } = state.get()
    state.set({
      calls,
      mutedWish,
      deafened,
      headsetDrop,
      deviceNotice,
      microphone: isOpen
        ? { ...OPEN, muted: mutedWish, sending: !mutedWish }
        : microphone.status === 'failed'
          ? microphone
          : { status: 'closed' },
    })
  }
  const replace = (id: CallId, change: (call: LiveCall) => Call | null): void => {
    setCalls(
      state.get().calls.flatMap((shown) => {
        if (shown.call.callId !== id || shown.call.phase === 'ended') return [shown]
        const call = change(shown.call)
        return call === null ? [] : [{ ...shown, call }]
      }),
    )
  }
  const activate = (call: LiveCall): Call => ({
    phase: 'active',
    callId: call.callId,
    peer: call.peer,
    direction: call.direction,
    startedAt: call.startedAt,
    nextSeq: 3,
    device,
    acceptedAt: Date.now(),
    connectedAt: Date.now(),
    heldByMe: false,
    peerState: { muted: false, held: false },
    link: { kind: 'up' },
    peerOffline: false,
  })
  const hold = (call: Call): Call => (call.phase === 'active' ? { ...call, heldByMe: true } : call)

  return {
    state,
    async dial(typed) {
      const prepared = await host.calls.prepare(typed)
      if (!prepared.ok) return prepared
      const id = callId(next++)
      const call: Call = {
        phase: 'calling',
        callId: id,
        peer: prepared.value.name,
        direction: 'outgoing',
        startedAt: Date.now(),
        nextSeq: 1,
        preconnect: true,
        calleeOffline: false,
      }
      setCalls([...state.get().calls.filter((shown) => shown.call.phase !== 'ended'), view(call)])
      return ok(id)
    },
    accept(id) {
      setCalls(
        state
          .get()
          .calls.map((shown) =>
            shown.call.callId === id && shown.call.phase !== 'ended'
              ? { ...shown, call: activate(shown.call), path: { kind: 'lan' } }
              : { ...shown, call: hold(shown.call) },
          ),
      )
    },
    decline: (id) => replace(id, () => null),
    ignore: (id) =>
      replace(id, (call) => (call.phase === 'ringing-in' ? { ...call, alert: 'silent' } : call)),
    end: (id) => replace(id, () => null),
    setHeld: (id, held) =>
      replace(id, (call) => (call.phase === 'active' ? { ...call, heldByMe: held } : call)),
    setMuted(muted) {
      state.update((now) => ({
        ...now,
        mutedWish: muted,
        microphone:
          now.microphone.status === 'open' ? { ...now.microphone, muted, sending: !muted } : now.microphone,
      }))
    },
    setDeafened: (deafened) => state.update((now) => ({ ...now, deafened })),
    setPersonSound(id, sound) {
      setCalls(state.get().calls.map((shown) => (shown.call.callId === id ? { ...shown, sound } : shown)))
    },
    press(pressed) {
      state.update((now) => ({
        ...now,
        microphone:
          now.microphone.status === 'open' ? { ...now.microphone, sending: pressed } : now.microphone,
      }))
    },
    undoDevice: () => state.update((now) => ({ ...now, deviceNotice: null })),
    dismissDeviceNotice: () => state.update((now) => ({ ...now, deviceNotice: null })),
    dismiss: (id) => setCalls(state.get().calls.filter((shown) => shown.call.callId !== id)),
    levels: () => ({ mine: 0.3, theirs: 0.2 }),
    async close() {
      setCalls([])
    },
    ring(peer) {
      const id = callId(next++)
      const call: Call = {
        phase: 'ringing-in',
        callId: id,
        peer: peer as Call['peer'],
        direction: 'incoming',
        startedAt: Date.now(),
        nextSeq: 1,
        device,
        alert: state.get().calls.length === 0 ? 'ring' : 'waiting',
        preconnect: false,
        link: { kind: 'none' },
        ringUntil: Date.now() + 60_000,
      }
      setCalls([...state.get().calls, view(call)])
      return id
    },
    answer(id) {
      setCalls(
        state
          .get()
          .calls.map((shown) =>
            shown.call.callId === id && shown.call.phase !== 'ended'
              ? { ...shown, call: activate(shown.call), path: { kind: 'lan' } }
              : shown,
          ),
      )
    },
  }
}
