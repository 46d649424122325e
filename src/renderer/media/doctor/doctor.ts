import type { AppError } from '../../../shared/errors.ts'
import type { IceServerId } from '../../../shared/ids.ts'
import type { IceTransportPolicy } from '../../../shared/model/ice-server.ts'
import type {
  ByFamily,
  DnsFault,
  NatReport,
  ProbeTransport,
  ReachFault,
  TlsFault,
} from '../../../shared/network/probe.ts'
import type { ReadableStore } from '../../../shared/store.ts'

/** Longest time of a whole test, in milliseconds, so that its result is on the screen within ten seconds. */
export const DOCTOR_LIMIT_MS = 9_500

/** What a screen says of one server by one transport, worst first. Each has a sentence and, if red, what to do. */
export type RowFault =
  | { readonly kind: 'dns'; readonly fault: DnsFault }
  | { readonly kind: 'reach'; readonly fault: ReachFault }
  | { readonly kind: 'tls'; readonly fault: TlsFault }
  /** The server answered with a STUN error (RFC 8489, section 14.8; RFC 8656, section 19), e.g. 401 or 486. */
  | { readonly kind: 'stun-error'; readonly code: number; readonly text: string }
  /** `icecandidateerror` 701, or no candidate at all: nothing answered. */
  | { readonly kind: 'no-answer' }
  /** Allocated, but nothing came through: it refuses to relay (403, which a browser keeps to itself), or drops it. */
  | { readonly kind: 'no-echo' }
  | { readonly kind: 'host'; readonly error: AppError }
  /** It was hardly asked: others took the time. */
  | { readonly kind: 'time-out' }

/** How long it takes to reach a server over one family, in milliseconds, or why it cannot be reached. */
export type FamilyReach = number | ReachFault | 'no-address'

/** Times in milliseconds; null for a step that failed, was not reached, or is not there for this kind of server. */
export interface RowTimes {
  readonly dnsMs: number | null
  readonly reachMs: number | null
  /** Both families apart; null for a server without a name, and where this computer's own sockets tell nothing. */
  readonly families: ByFamily<FamilyReach> | null
  readonly tlsMs: number | null
  /** TURN: from the start of gathering to the relay candidate. STUN: to the srflx candidate. */
  readonly allocateMs: number | null
  /** Round trip of a message between two local peers through the relay. */
  readonly echoMs: number | null
}

/** Nothing was reached yet. */
export const NO_TIMES: RowTimes = {
  dnsMs: null,
  reachMs: null,
  families: null,
  tlsMs: null,
  allocateMs: null,
  echoMs: null,
}

/** The test of one server by one transport. */
export type TransportTest =
  | { readonly status: 'running'; readonly transport: ProbeTransport; readonly times: RowTimes }
  | { readonly status: 'good'; readonly transport: ProbeTransport; readonly times: RowTimes }
  /** It works, with something to know, e.g. it is slow or its certificate ends soon. */
  | {
      readonly status: 'fair'
      readonly transport: ProbeTransport
      readonly times: RowTimes
      readonly remark: 'slow' | 'certificate-ends' | 'stuns-unencrypted'
    }
  | {
      readonly status: 'bad'
      readonly transport: ProbeTransport
      readonly times: RowTimes
      readonly fault: RowFault
    }

/** `own`: a row of the person's list. `lent`: from the signaling server. `public`: the built-in STUN list. */
export type RowSource =
  | { readonly kind: 'own'; readonly id: IceServerId }
  | { readonly kind: 'lent' | 'public'; readonly uri: string }

export interface RowTest {
  readonly source: RowSource
  readonly uri: string
  /** A server that is switched off can be tested, but no call will use it. */
  readonly isUsed: boolean
  /** One for each transport that a call would try. */
  readonly transports: readonly TransportTest[]
}

/** A candidate that this computer has now (W3C webrtc-pc, section 4.8.1). */
export interface FoundCandidate {
  readonly type: 'host' | 'srflx' | 'relay'
  readonly family: 'ipv4' | 'ipv6' | 'hidden'
  readonly protocol: 'udp' | 'tcp'
  /** Between this computer and its TURN server. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null
  /** A name ending in `.local` where the browser hides it. */
  readonly address: string
  readonly port: number
  /** Who gave it; empty for host. */
  readonly uri: string
}

export interface NetworkFindings {
  /** With `relay` nobody but relays was asked, and nothing else is known. */
  readonly policy: IceTransportPolicy
  readonly candidates: readonly FoundCandidate[]
  /** Null where nothing can be told. */
  readonly nat: NatReport | null
}

export type Verdict =
  /** Direct on most networks, by relay otherwise. */
  | 'direct-and-relay'
  /** The NAT maps by address, so a direct way to another home is rare: by relay mostly. */
  | 'strict-with-relay'
  /** The same, and no relay works: most calls to other homes fail. */
  | 'strict-without-relay'
  /** No relay is set up: calls fail where a network is strict, or UDP is blocked. */
  | 'direct-only'
  /** A relay is set up and none works. */
  | 'relay-broken'
  /** No public address: calls reach the own network, and others by relay. */
  | 'relay-only'
  /** Neither a public address nor a relay: only the own network. */
  | 'lan-only'
  | 'offline'
  /** Policy `relay` and no working relay: no call will connect. */
  | 'hidden-without-relay'
  | 'hidden-by-relay'

/** What is shown of the last test, or of the one that runs. */
export interface DoctorState {
  readonly status: 'idle' | 'running' | 'done' | 'cancelled'
  readonly rows: readonly RowTest[]
  readonly findings: NetworkFindings | null
  /** Null until the first test of everything is done, and while one runs. */
  readonly verdict: Verdict | null
  /** When the verdict was passed on everything, in milliseconds since the Unix epoch; null without one. */
  readonly testedAt: number | null
}

/** Tests the way to others truthfully: by real allocations and a real echo through each relay. */
export interface Doctor {
  readonly state: ReadableStore<DoctorState>
  /** Everything that a call would use. A running test is cancelled first. */
  testAll(): void
  /**
   * One own server, e.g. after an edit, besides what is being tested. The results of the others stay, and the verdict, if
   * there is one, is passed anew.
   */
  testServer(id: IceServerId): void
  /** What was not finished is as it was before. */
  cancel(): void
}
