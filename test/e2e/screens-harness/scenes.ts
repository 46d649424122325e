import type { Active, Call, EndReason } from '../../../src/shared/call/call.ts'
import { appError } from '../../../src/shared/errors.ts'
import type { HostState } from '../../../src/shared/host.ts'
import { DEFAULT_SETTINGS } from '../../../src/shared/model/settings.ts'
import type { CallSessionState } from '../../../src/renderer/call/session.ts'
import type { FakeHostOptions } from './fake-host.ts'
import { view } from './fake-session.ts'
import { ALICE, callId, device, history, name, PEOPLE, REQUEST } from './people.ts'

export interface Scene extends FakeHostOptions {
  readonly host: HostState
  readonly calls?: Partial<CallSessionState>
  readonly defaultServer?: string
}

const NEW: HostState = {
  account: null,
  connection: { status: 'offline', error: null, retryAt: null },
  contacts: [],
  history: [],
  settings: DEFAULT_SETTINGS,
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
  connected: false,
  ringUntil: now + 60_000,
  ...change,
})
const ended = (now: number, reason: EndReason, durationMs: number | null = null): Call => ({
  ...outgoing(now),
  phase: 'ended',
  reason,
  durationMs,
})

const OPEN = { status: 'open', label: 'Built-in microphone', muted: false } as const
const inCall = (now: number, calls: CallSessionState['calls'], muted = false): Scene => ({
  host: full(now),
  calls: { calls, microphone: { ...OPEN, muted }, mutedWish: muted },
})
const ringingOut = (now: number, busy: boolean): Call => ({
  ...outgoing(now),
  phase: 'ringing-out',
  preconnect: true,
  devices: new Map([[device, { preconnect: true, busy, connected: true }]]),
  left: new Set(),
})

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
      }),
    ]),
  active: (now) => inCall(now, [view(active(now), { path: { kind: 'lan' }, peerSpeaking: true })]),
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
  'ended-offline': (now) => ({ host: full(now), calls: { calls: [view(ended(now, 'offline'))] } }),
  'ended-hung-up': (now) => ({
    host: full(now),
    calls: { calls: [view(ended(now, 'peer-hung-up', 184_000))] },
  }),
  'ended-tampered': (now) => ({ host: full(now), calls: { calls: [view(ended(now, 'tampered'))] } }),
} as const satisfies Record<string, (now: number) => Scene>

export type SceneName = keyof typeof SCENES
