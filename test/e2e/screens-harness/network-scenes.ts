import type { HostState } from '../../../src/shared/host.ts'
import { IceServerId } from '../../../src/shared/ids.ts'
import type { IceServerView } from '../../../src/shared/model/ice-server.ts'
import type { NatReport } from '../../../src/shared/network/probe.ts'
import {
  NO_TIMES,
  type DoctorState,
  type FoundCandidate,
  type RowTest,
  type RowTimes,
  type TransportTest,
  type Verdict,
} from '../../../src/renderer/media/doctor/doctor.ts'
import { UNTESTED } from './fake-doctor.ts'

interface NetworkScene {
  readonly host: HostState
  readonly doctor: DoctorState
  readonly lent?: readonly { readonly urls: readonly string[] }[]
}

const id = (number: number): IceServerId =>
  IceServerId.parse(`22222222-2222-4222-8222-${String(number).padStart(12, '0')}`)
const server = (number: number, uri: string, change: Partial<IceServerView> = {}): IceServerView => ({
  id: id(number),
  uri,
  username: 'alice',
  enabled: true,
  hasSecret: true,
  ...change,
})
const NO_LOGIN = { username: '', hasSecret: false } as const
const HOME = server(1, 'turn:turn.example.org:3478')
const OFFICE = server(2, 'turns:relay.office.example:443?transport=tcp')
const OWN: readonly IceServerView[] = [
  HOME,
  OFFICE,
  server(3, 'turn:[2001:db8:85a3::8a2e:370:7334]:3478?transport=udp', { username: 'alice@example.org' }),
  server(4, 'stun:stun.example.net', { ...NO_LOGIN, enabled: false }),
]
const LENT = [{ urls: ['turn:relay.call.example.org?transport=udp', 'turns:relay.call.example.org:443'] }]

const times = (change: Partial<RowTimes>): RowTimes => ({ ...NO_TIMES, ...change })
const good = (transport: TransportTest['transport'], change: Partial<RowTimes>): TransportTest => ({
  status: 'good',
  transport,
  times: times(change),
})
type Fault = Extract<TransportTest, { status: 'bad' }>['fault']
const bad = (
  transport: TransportTest['transport'],
  fault: Fault,
  change: Partial<RowTimes> = {},
): TransportTest => ({
  status: 'bad',
  transport,
  times: times(change),
  fault,
})
const own = ({ id: known, uri }: IceServerView, ...transports: readonly TransportTest[]): RowTest => ({
  source: { kind: 'own', id: known },
  uri,
  isUsed: true,
  transports,
})
const lent = (uri: string, ...transports: readonly TransportTest[]): RowTest => ({
  source: { kind: 'lent', uri },
  uri,
  isUsed: true,
  transports,
})
const STUN: RowTest = {
  source: { kind: 'public', uri: 'stun:stun.l.google.com:19302' },
  uri: 'stun:stun.l.google.com:19302',
  isUsed: true,
  transports: [good('udp', { dnsMs: 9, reachMs: 14, allocateMs: 31 })],
}

const candidate = (change: Partial<FoundCandidate>): FoundCandidate => ({
  type: 'host',
  family: 'ipv4',
  protocol: 'udp',
  relayProtocol: null,
  address: '192.168.1.20',
  port: 54_012,
  uri: '',
  ...change,
})
const LOCAL = candidate({})
const PUBLIC = candidate({ type: 'srflx', address: '203.0.113.7', uri: 'stun:stun.l.google.com:19302' })
const RELAYED = candidate({
  type: 'relay',
  relayProtocol: 'udp',
  address: '198.51.100.4',
  port: 61_200,
  uri: 'turn:turn.example.org:3478',
})
const NAT: NatReport = {
  ipv4: { mapping: 'independent', publicAddress: '203.0.113.7', answered: 5 },
  ipv6: { mapping: 'none', publicAddress: '2001:db8:85a3::8a2e:370:7334', answered: 5 },
}

const tested = (now: number, verdict: Verdict, change: Partial<DoctorState> = {}): DoctorState => ({
  status: 'done',
  rows: [],
  findings: { policy: 'all', candidates: [LOCAL, PUBLIC], nat: NAT },
  verdict,
  testedAt: now,
  ...change,
})

const BOTH = { ipv4: 18, ipv6: 21 } as const
const IPV4_ONLY = { ipv4: 22, ipv6: 'no-address' } as const
const goodRows: readonly RowTest[] = [
  own(
    HOME,
    good('udp', { dnsMs: 11, reachMs: 18, families: BOTH, allocateMs: 42, echoMs: 24 }),
    good('tcp', { dnsMs: 11, reachMs: 19, families: BOTH, allocateMs: 66, echoMs: 27 }),
  ),
  own(
    OFFICE,
    good('tls', { dnsMs: 8, reachMs: 22, families: IPV4_ONLY, tlsMs: 41, allocateMs: 118, echoMs: 31 }),
  ),
  lent(
    'turn:relay.call.example.org?transport=udp',
    good('udp', { dnsMs: 6, reachMs: 12, allocateMs: 28, echoMs: 15 }),
  ),
  STUN,
]
const mixedRows: readonly RowTest[] = [
  own(
    HOME,
    bad('udp', { kind: 'stun-error', code: 401, text: 'Unauthorized' }, { dnsMs: 11, reachMs: 18 }),
    bad(
      'tcp',
      { kind: 'reach', fault: 'refused' },
      { dnsMs: 11, families: { ipv4: 'refused', ipv6: 'unreachable' } },
    ),
  ),
  own(OFFICE, bad('tls', { kind: 'tls', fault: 'expired' }, { dnsMs: 8, reachMs: 22 })),
  own(OWN[2]!, {
    status: 'fair',
    transport: 'udp',
    times: times({ reachMs: 210, allocateMs: 640, echoMs: 412 }),
    remark: 'slow',
  }),
  lent(
    'turn:relay.call.example.org?transport=udp',
    bad('udp', { kind: 'no-echo' }, { dnsMs: 6, reachMs: 12, allocateMs: 28 }),
  ),
  lent('turns:relay.call.example.org:443', {
    status: 'fair',
    transport: 'tls',
    times: times({ dnsMs: 6, reachMs: 14, tlsMs: 33, allocateMs: 96, echoMs: 19 }),
    remark: 'certificate-ends',
  }),
  STUN,
]

/** Preferences > Network over an app at rest. */
export const networkScenes = (now: number, at: HostState): Readonly<Record<string, NetworkScene>> => {
  const withOwn: HostState = { ...at, iceServers: OWN }
  const hidden: HostState = { ...withOwn, settings: { ...at.settings, iceTransportPolicy: 'relay' } }
  return {
    'network-empty': { host: at, doctor: UNTESTED },
    'network-servers': { host: withOwn, doctor: UNTESTED, lent: LENT },
    'network-unprotected': {
      host: { ...withOwn, account: at.account && { ...at.account, protection: 'none' } },
      doctor: UNTESTED,
    },
    'network-no-relay': {
      host: { ...at, settings: { ...at.settings, iceTransportPolicy: 'relay' } },
      doctor: tested(now, 'hidden-without-relay', {
        findings: { policy: 'relay', candidates: [], nat: null },
      }),
    },
    'doctor-good': {
      host: withOwn,
      lent: LENT,
      doctor: tested(now, 'direct-and-relay', {
        rows: goodRows,
        findings: { policy: 'all', candidates: [LOCAL, PUBLIC, RELAYED], nat: NAT },
      }),
    },
    'doctor-mixed': {
      host: withOwn,
      lent: LENT,
      doctor: tested(now, 'strict-with-relay', {
        rows: mixedRows,
        findings: {
          policy: 'all',
          candidates: [
            candidate({ family: 'hidden', address: '3f1c9a52-77e0-4a15-b1de-2f0c3d4e5f60.local' }),
            PUBLIC,
            { ...RELAYED, relayProtocol: 'tls', uri: 'turns:relay.call.example.org:443' },
          ],
          nat: {
            ipv4: { ...NAT.ipv4, mapping: 'dependent' },
            ipv6: { mapping: 'unknown', publicAddress: null, answered: 0 },
          },
        },
      }),
    },
    'doctor-bad': {
      host: hidden,
      doctor: tested(now, 'hidden-without-relay', {
        rows: [
          own(
            HOME,
            bad('udp', { kind: 'dns', fault: 'not-found' }),
            bad('tcp', { kind: 'dns', fault: 'not-found' }),
          ),
          own(OFFICE, bad('tls', { kind: 'no-answer' }, { dnsMs: 8 })),
        ],
        findings: { policy: 'relay', candidates: [], nat: null },
      }),
    },
    'doctor-hidden': {
      host: { ...hidden, iceServers: [HOME, server(4, 'stun:stun.example.net', NO_LOGIN)] },
      doctor: tested(now, 'hidden-by-relay', {
        rows: goodRows.slice(0, 1),
        findings: { policy: 'relay', candidates: [RELAYED], nat: null },
      }),
    },
    'doctor-running': {
      host: withOwn,
      lent: LENT,
      doctor: {
        ...UNTESTED,
        status: 'running',
        rows: [
          own(HOME, good('udp', { dnsMs: 11, reachMs: 18, allocateMs: 42, echoMs: 24 }), {
            status: 'running',
            transport: 'tcp',
            times: times({ dnsMs: 11 }),
          }),
          own(OFFICE, { status: 'running', transport: 'tls', times: NO_TIMES }),
          STUN,
        ],
      },
    },
    'doctor-cancelled': {
      host: withOwn,
      doctor: { ...UNTESTED, status: 'cancelled', rows: goodRows.slice(0, 1) },
    },
  }
}
