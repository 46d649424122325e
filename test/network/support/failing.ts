import { expect } from '@playwright/test'
import { dial, phases, withCall } from '../../e2e/callers.ts'
import { endReason } from './calls.ts'
import { RELAY, SECOND_RELAY, type Home } from './internet.ts'
import { restCredentials } from './rest-credentials.ts'
import { TURN_SECRET, useServers, type Caller, type OwnServer } from './world.ts'

export const STUN: OwnServer = { uri: `stun:${RELAY.ipv4}` }
const DEAD: OwnServer = { uri: `turn:${SECOND_RELAY.ipv4}`, username: 'tina', secret: 'can' }
const WRONG: OwnServer = { uri: `turn:${RELAY.ipv4}`, ...restCredentials('another secret', 'alice') }
const GOOD: OwnServer = { uri: `turn:${RELAY.ipv4}`, ...restCredentials(TURN_SECRET, 'bob') }

/** Two people behind symmetric NATs who cannot get through, and what the caller should be told. */
export interface FailingRow {
  readonly name: string
  readonly caller: readonly OwnServer[]
  readonly callee: readonly OwnServer[]
  readonly policy?: 'relay'
  readonly udp?: 'blocked'
  readonly reason: string
}

export const FAILING: readonly FailingRow[] = [
  { name: 'no relay between two symmetric NATs', caller: [STUN], callee: [STUN], reason: 'no-path' },
  { name: 'UDP blocked and no relay', caller: [STUN], callee: [STUN], udp: 'blocked', reason: 'udp-blocked' },
  { name: 'a wrong TURN password', caller: [WRONG], callee: [STUN], reason: 'relay-refused' },
  { name: 'a dead TURN server', caller: [DEAD], callee: [STUN], reason: 'relay-unreachable' },
  {
    name: 'relay only, with a wrong password',
    caller: [WRONG],
    callee: [GOOD],
    policy: 'relay',
    reason: 'relay-refused',
  },
  {
    name: 'relay only, with a dead server',
    caller: [DEAD],
    callee: [GOOD],
    policy: 'relay',
    reason: 'relay-unreachable',
  },
]

/** DESIGN.md, section 4: every failure to connect has its name within this time, in milliseconds. */
export const NAMED_WITHIN_MS = 15_000

export interface Failure {
  /** The reasons that the two are told. */
  readonly atCaller: string | null
  readonly atCallee: string | null
  /** From the accept to the moment at which both know. */
  readonly afterMs: number
}

export async function failingCall(
  row: FailingRow,
  homes: readonly Home[],
  caller: Caller,
  callee: Caller,
): Promise<Failure> {
  for (const home of homes) home.configure('symmetric', row.udp === 'blocked' ? 'no-udp' : 'open')
  await useServers(caller.page, row.caller, row.policy ?? 'all')
  await useServers(callee.page, row.callee)
  await dial(caller.page, callee.name)
  await expect.poll(() => phases(callee.page)).toEqual(['ringing-in'])
  const acceptedAt = Date.now()
  await withCall(callee.page, 'ringing-in', 'accept')
  for (const { page } of [caller, callee]) {
    await expect.poll(() => endReason(page), { timeout: 30_000, intervals: [50] }).not.toBeNull()
  }
  const afterMs = Date.now() - acceptedAt
  return { atCaller: await endReason(caller.page), atCallee: await endReason(callee.page), afterMs }
}
