import type { Active, Call, EndReason } from '../../../src/shared/call/call.ts'
import { appError } from '../../../src/shared/errors.ts'
import type { HostState } from '../../../src/shared/host.ts'
import { ECHO_NAME } from '../../../src/shared/model/echo-contact.ts'
import { DEFAULT_SETTINGS } from '../../../src/shared/model/settings.ts'
import { PRESETS } from '../../../src/shared/model/sound.ts'
import type { CallSessionState } from '../../../src/renderer/call/session.ts'
import type { DoctorState } from '../../../src/renderer/media/doctor/doctor.ts'
import { desktopScenes } from './desktop-scenes.ts'
import type { FakeHostOptions } from './fake-host.ts'
import { OPEN, view } from './fake-session.ts'
import { networkScenes } from './network-scenes.ts'
import { qualityScenes } from './quality-scenes.ts'
import { talkScenes } from './talk-scenes.ts'
import { ALICE, callId, device, history, name, PEOPLE, REQUEST } from './people.ts'

export interface Scene extends FakeHostOptions {
  readonly host: HostState
  readonly calls?: Partial<CallSessionState>
  readonly defaultServer?: string
  readonly doctor?: DoctorState
}

const NEW: HostState = {
  account: null,
  connection: { status: 'offline', error: null, retryAt: null },
  contacts: [],
  history: [],
  settings: DEFAULT_SETTINGS,
  iceServers: [],
  warnings: [],
}
const EMPTY: HostState = { ...NEW, account: ALICE, connection: { status: 'online' } }
const full = (now: number): HostState => ({ ...EMPTY, contacts: PEOPLE, history: history(now) })

const base = (now: number, peer = 'bob') =>
  ({ callId: callId(1), peer: name(peer), startedAt: now - 190_000, nextSeq: 2 }) as const
const outgoing = (now: number, peer?: string) => ({ ...base(now, peer), direction: 'outgoing' }) as const
const incoming = (now: number, peer?: string) => ({ ...base(now, peer), direction: 'incoming' }) as const

const active = (now: number, change: Partial<Active> = {}): Active => ({
  ...outgoing(now),
  phase: 'active',
  device,
  acceptedAt: now - 184_000,
  connectedAt: now - 184_000,
  heldByMe: false,
  peerState: { muted: false, held: false },
  link: { kind: 'up' },
  peerOffline: false,
  ...change,
})
const ringing = (now: number, peer: string, change: object = {}): Call => ({
  ...incoming(now, peer),
  phase: 'ringing-in',
  callId: callId(2),
  device,
  alert: 'ring',
  preconnect: true,
  link: { kind: 'none' },
  ringUntil: now + 60_000,
  ...change,
})
const ended = (now: number, reason: EndReason, durationMs: number | null = null): Call => ({
  ...outgoing(now),
  phase: 'ended',
  reason,
  durationMs,
  note: reason === 'peer-declined' ? 'In a meeting. I call you back at four.' : null,
})

const inCall = (now: number, calls: CallSessionState['calls'], muted = false): Scene => ({
  host: full(now),
  calls: { calls, microphone: { ...OPEN, muted, sending: !muted }, mutedWish: muted },
})
const ringingOut = (now: number, busy: boolean): Call => ({
  ...outgoing(now),
  phase: 'ringing-out',
  preconnect: true,
  devices: new Map([[device, { preconnect: true, busy, link: { kind: 'up' } }]]),
  left: new Set(),
})

const HEADSET_DROP: CallSessionState['headsetDrop'] = {
  headset: { id: 'out', label: 'Headphones (WH-1000XM4)', group: 'headset' },
  instead: { id: 'in', label: 'Built-in microphone', group: 'board' },
}

export const SCENES = {
  'first-run': () => ({ host: NEW, defaultServer: 'https://call.example.org' }),
  'first-run-desktop': () => ({ host: NEW, hasEmbeddedServer: true }),
  'first-run-invite': () => ({
    host: NEW,
    registration: 'invite',
    refusal: appError('invite-code-wrong'),
    defaultServer: 'https://call.example.org',
  }),
  'first-run-taken': () => ({
    host: NEW,
    refusal: appError('name-taken'),
    defaultServer: 'https://call.example.org',
  }),
  empty: () => ({ host: EMPTY }),
  rest: (now) => ({ host: full(now) }),
  requests: (now) => ({ host: { ...full(now), contacts: [...PEOPLE, REQUEST] } }),
  offline: (now) => ({
    host: {
      ...full(now),
      connection: { status: 'offline', error: appError('server-unreachable'), retryAt: now + 8_000 },
      warnings: [{ id: 'storage-corrupted', error: appError('storage-corrupted') }],
    },
  }),
  refused: (now) => ({
    host: { ...full(now), connection: { status: 'refused', error: appError('authentication-failed') } },
  }),
  unprotected: (now) => ({ host: { ...full(now), account: { ...ALICE, protection: 'none' } } }),
  calling: (now) =>
    inCall(now, [view({ ...outgoing(now), phase: 'calling', preconnect: true, calleeOffline: false })]),
  ringing: (now) => inCall(now, [view(ringingOut(now, false))]),
  busy: (now) => inCall(now, [view(ringingOut(now, true))]),
  incoming: (now) => ({ host: full(now), calls: { calls: [view(ringing(now, 'bob'))] } }),
  connecting: (now) =>
    inCall(now, [
      view({
        ...incoming(now),
        phase: 'connecting',
        device,
        acceptedAt: now,
        heldByMe: false,
        peerState: { muted: false, held: false },
        peerOffline: false,
      }),
    ]),
  active: (now) => inCall(now, [view(active(now), { path: { kind: 'lan' }, peerSpeaking: true })]),
  'muted-for-me': (now) =>
    inCall(now, [
      view(active(now), {
        path: { kind: 'direct' },
        peerSpeaking: true,
        sound: { volume: 1, pan: 0, mutedForMe: true },
      }),
    ]),
  'louder-from-left': (now) =>
    inCall(now, [
      view(active(now), { path: { kind: 'lan' }, sound: { volume: 1.5, pan: -0.3, mutedForMe: false } }),
    ]),
  echo: (now) => {
    const scene = inCall(now, [
      view(active(now), { path: { kind: 'direct' }, echo: { mine: true, theirs: true } }),
    ])
    const settings = { ...scene.host.settings, processing: PRESETS.music }
    return { ...scene, host: { ...scene.host, settings } }
  },
  'test-call': (now) =>
    inCall(now, [view(active(now, { peer: ECHO_NAME }), { path: { kind: 'lan' }, peerSpeaking: true })]),
  headset: (now) => {
    const scene = inCall(now, [view(active(now), { path: { kind: 'lan' } })])
    return { ...scene, calls: { ...scene.calls, headsetDrop: HEADSET_DROP } }
  },
  relayed: (now) =>
    inCall(now, [
      view(active(now), {
        path: { kind: 'relayed', host: 'turn.example.org', protocol: 'tls' },
        meSpeaking: true,
      }),
    ]),
  muted: (now) => inCall(now, [view(active(now), { path: { kind: 'direct' } })], true),
  'peer-muted': (now) =>
    inCall(now, [
      view(active(now, { peerState: { muted: true, held: false } }), { path: { kind: 'direct' } }),
    ]),
  held: (now) => inCall(now, [view(active(now, { heldByMe: true }), { path: { kind: 'direct' } })]),
  'held-by-peer': (now) =>
    inCall(now, [
      view(active(now, { peerState: { muted: false, held: true } }), { path: { kind: 'direct' } }),
    ]),
  reconnecting: (now) =>
    inCall(now, [
      view(active(now, { link: { kind: 'lost', since: now - 4_000 }, peerOffline: true }), {
        path: { kind: 'direct' },
      }),
    ]),
  'microphone-refused': (now) => ({
    host: full(now),
    calls: {
      calls: [view(active(now), { path: { kind: 'direct' } })],
      microphone: { status: 'failed', error: appError('microphone-refused') },
    },
  }),
  'two-calls': (now) =>
    inCall(now, [
      view(active(now, { peer: name('mika'), callId: callId(3), heldByMe: true })),
      view(active(now), { path: { kind: 'lan' } }),
    ]),
  waiting: (now) =>
    inCall(now, [
      view(active(now), { path: { kind: 'lan' } }),
      view(ringing(now, 'Grace Hopper', { alert: 'waiting' })),
    ]),
  ignored: (now) => ({
    host: full(now),
    calls: { calls: [view(ringing(now, 'mika', { alert: 'silent' }))] },
  }),
  'ended-failed': (now) => ({
    host: full(now),
    calls: { calls: [view(ended(now, 'connection-failed'))] },
  }),
  'ended-relay': (now) => ({ host: full(now), calls: { calls: [view(ended(now, 'relay-refused'))] } }),
  'ended-offline': (now) => ({ host: full(now), calls: { calls: [view(ended(now, 'offline'))] } }),
  'ended-hung-up': (now) => ({
    host: full(now),
    calls: { calls: [view(ended(now, 'peer-hung-up', 184_000))] },
  }),
  'ended-tampered': (now) => ({ host: full(now), calls: { calls: [view(ended(now, 'tampered'))] } }),
} as const satisfies Record<string, (now: number) => Scene>

/** The scene of a name, as it is at a time. */
export function sceneOf(wanted: string, now: number): Scene {
  const make: ((now: number) => Scene) | undefined = Object.entries(SCENES).find(
    ([known]) => known === wanted,
  )?.[1]
  const scene =
    make?.(now) ??
    networkScenes(now, full(now))[wanted] ??
    qualityScenes(now, full(now), active(now))[wanted] ??
    desktopScenes(now, full(now), NEW)[wanted] ??
    talkScenes(full(now), active(now))[wanted]
  if (scene === undefined) throw new Error(`there is no scene "${wanted}"`)
  return scene
}
