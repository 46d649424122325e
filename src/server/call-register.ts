import type { CallId } from '../shared/ids.ts'
import type { CallEnd, CallEntry, CallState } from './call-entry.ts'

/** Calls in memory; the calls that ended first are forgotten first. */
const CALLS_LIMIT = 20_000
/** How long an ended call is remembered, so that a late accept gets a true answer. */
const ENDED_TTL_MS = 120_000

/** The calls that a server knows, found by id and by state. Bounded. */
export interface CallRegister {
  get(callId: CallId): CallEntry | undefined
  /** The calls in a state, in the order in which they came into it. */
  in(kind: CallState['kind']): ReadonlySet<CallEntry>
  add(call: CallEntry): void
  drop(call: CallEntry): void
  move(call: CallEntry, state: CallState): void
  finish(call: CallEntry, end: CallEnd, now: number): void
  /** Forgets calls that ended long ago, and younger ones for want of room. */
  prune(now: number): void
  readonly isFull: boolean
  readonly size: number
}

export function createCallRegister(): CallRegister {
  const calls = new Map<CallId, CallEntry>()
  const byState: { readonly [K in CallState['kind']]: Set<CallEntry> } = {
    ringing: new Set(),
    answered: new Set(),
    claimed: new Set(),
    ended: new Set(),
  }

  const register: CallRegister = {
    get: (callId) => calls.get(callId),
    in: (kind) => byState[kind],
    add(call) {
      calls.set(call.callId, call)
      byState[call.state.kind].add(call)
    },
    drop(call) {
      calls.delete(call.callId)
      byState[call.state.kind].delete(call)
    },
    move(call, state) {
      register.drop(call)
      call.state = state
      register.add(call)
    },
    finish: (call, end, now) => register.move(call, { kind: 'ended', at: now, end }),
    prune(now) {
      for (const call of byState.ended) {
        const isOld = call.state.kind === 'ended' && call.state.at + ENDED_TTL_MS <= now
        if (!isOld && !register.isFull) return
        register.drop(call)
      }
    },
    get isFull() {
      return calls.size >= CALLS_LIMIT
    },
    get size() {
      return calls.size
    },
  }
  return register
}
