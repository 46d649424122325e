import { appError, type AppError } from '../shared/errors.ts'
import { toNameKey, type CallId, type DeviceId, type NameKey, type UserName } from '../shared/ids.ts'
import type { SignedCallMessage } from '../shared/protocol/call-message.ts'
import type {
  CallClaim,
  CallNotice,
  CallReceipt,
  Delivery,
  MissedCall,
} from '../shared/protocol/signaling-events.ts'
import { RING_TTL_MS } from '../shared/protocol/version.ts'
import { assertNever, err, ok, type Result } from '../shared/result.ts'
import {
  devicesThatRing,
  isSameDevice,
  makeEntry,
  partiesOf,
  type CallEnd,
  type CallEntry,
  type DeviceRef,
} from './call-entry.ts'
import { createCallRegister } from './call-register.ts'

export type { DeviceRef } from './call-entry.ts'

/** Calls that may ring one name, and that one name may ring, at once. */
const RINGING_LIMIT = 8
/** What a welcome may carry (see `Welcome` of the protocol). */
const DELIVERIES_LIMIT = 16

/** What the server has to do. */
export type TableOutput =
  | { readonly type: 'deliver'; readonly to: DeviceRef; readonly delivery: Delivery }
  | { readonly type: 'notice'; readonly to: DeviceRef; readonly notice: CallNotice }
  | { readonly type: 'missed'; readonly callee: UserName; readonly missed: MissedCall }

export interface TableAnswer {
  readonly receipt: Result<CallReceipt, AppError>
  readonly outputs: readonly TableOutput[]
}

/**
 * Who rings whom, without I/O or a clock: times come in, outputs go out. The caller of these methods has made sure
 * that a message is from the device that it names.
 */
export interface CallTable {
  handleMessage(signed: SignedCallMessage, now: number): TableAnswer
  /**
   * A device is there (again): what rings it, what was said to it while it was away, and what became of the calls that
   * it believes to be in. A call of this device that it does not claim is over: its app was started anew.
   */
  connected(
    device: DeviceRef,
    claims: readonly CallClaim[],
    now: number,
  ): {
    readonly ringing: readonly Delivery[]
    readonly notices: readonly CallNotice[]
    readonly outputs: readonly TableOutput[]
  }
  disconnected(device: DeviceRef, now: number): readonly TableOutput[]
  /** Ends the rings whose time is over. */
  expire(now: number): readonly TableOutput[]
  /** When `expire` has something to do next, in milliseconds since the Unix epoch, or null. */
  nextDeadline(): number | null
  /** Calls in memory, ended ones included. */
  readonly size: number
}

/** @param devicesOf the connected devices of a name */
export function createCallTable(devicesOf: (name: NameKey) => readonly DeviceId[]): CallTable {
  const calls = createCallRegister()

  const isOnline = ({ name, device }: DeviceRef): boolean => devicesOf(toNameKey(name)).includes(device)
  const deliver = (to: DeviceRef, signed: SignedCallMessage): TableOutput[] =>
    isOnline(to) ? [{ type: 'deliver', to, delivery: { signed, ageMs: 0 } }] : []
  const notify = (to: readonly DeviceRef[], notice: CallNotice): TableOutput[] =>
    to.filter(isOnline).map((ref) => ({ type: 'notice', to: ref, notice }))
  const missed = ({ caller, callee, callId, invite, invitedAt: at }: CallEntry): TableOutput[] => {
    if (invite === null) return []
    const { publicKey } = invite
    return [{ type: 'missed', callee, missed: { callId, from: caller.name, publicKey, at } }]
  }
  const refusal = (code: 'call-unknown' | 'call-answered-elsewhere' | 'rate-limited'): TableAnswer => ({
    receipt: err(appError(code)),
    outputs: [],
  })
  /** Counts the devices that a message was handed to. */
  const done = (...outputs: TableOutput[][]): TableAnswer => {
    const all = outputs.flat()
    return { receipt: ok({ devices: all.filter(({ type }) => type === 'deliver').length }), outputs: all }
  }

  const invite = (signed: SignedCallMessage, now: number): TableAnswer => {
    const { callId, from, to } = signed.message
    const known = calls.get(callId)
    if (known !== undefined) {
      if (!isSameDevice(known.caller, from)) return refusal('call-unknown')
      return { receipt: ok({ devices: devicesThatRing(known).length }), outputs: [] }
    }
    calls.prune(now)
    const callerKey = toNameKey(from.name)
    const calleeKey = toNameKey(to.name)
    // One invite in flight per caller and callee: the newer one is meant.
    const replaced = [...calls.in('ringing')]
      .filter((older) => older.calleeKey === calleeKey && isSameDevice(older.caller, from))
      .flatMap((older) => {
        calls.finish(older, { kind: 'unanswered' }, now)
        return notify(devicesThatRing(older), { kind: 'gone', callId: older.callId })
      })
    const ringing = [...calls.in('ringing')]
    const isFlooded =
      calls.isFull ||
      ringing.filter((call) => call.calleeKey === calleeKey).length >= RINGING_LIMIT ||
      ringing.filter((call) => call.callerKey === callerKey).length >= RINGING_LIMIT
    if (isFlooded) return { ...refusal('rate-limited'), outputs: replaced }
    const state = { kind: 'ringing' } as const
    const call = makeEntry({ callId, caller: from, callee: to.name, invite: signed, invitedAt: now, state })
    for (const device of devicesOf(calleeKey)) call.rung.set(device, true)
    calls.add(call)
    return done(
      replaced,
      devicesThatRing(call).flatMap((ref) => deliver(ref, signed)),
    )
  }

  /** A caller's hang-up that overtook its invite: the invite is not to ring any more. */
  const beforeInvite = ({ message }: SignedCallMessage, now: number): TableAnswer => {
    const { callId, from, to, body } = message
    if (body.kind !== 'hangup' || to.device !== null) return refusal('call-unknown')
    calls.prune(now)
    if (calls.isFull) return refusal('rate-limited')
    const state = { kind: 'ended', at: now, end: { kind: 'unanswered' } } as const
    calls.add(makeEntry({ callId, caller: from, callee: to.name, invite: null, invitedAt: now, state }))
    return done()
  }

  const fromRingingCaller = (call: CallEntry, signed: SignedCallMessage, now: number): TableAnswer => {
    const { to, body } = signed.message
    const targets = devicesThatRing(call).filter((ref) => to.device === null || ref.device === to.device)
    const outputs = targets.flatMap((ref) => deliver(ref, signed))
    if (body.kind !== 'hangup' || to.device !== null) return done(outputs)
    calls.finish(call, { kind: 'unanswered' }, now)
    // After a glare the same two people talk in their other call: nobody missed anything.
    return done(outputs, body.reason === 'superseded' ? [] : missed(call))
  }

  const fromRingingCallee = (call: CallEntry, signed: SignedCallMessage, now: number): TableAnswer => {
    const { callId, from, body } = signed.message
    // Its hang-up overtook what it said before.
    if (call.rung.get(from.device) === false) return body.kind === 'hangup' ? done() : refusal('call-unknown')
    const others = devicesThatRing(call, from.device)
    const toCaller = deliver(call.caller, signed)
    call.rung.set(from.device, true)
    switch (body.kind) {
      case 'ringing':
        call.answers.set(from.device, { signed, at: now })
        return done(toCaller)
      case 'accept':
        call.answers.set(from.device, { signed, at: now })
        calls.move(call, { kind: 'answered', by: from.device })
        return done(toCaller, notify(others, { kind: 'answered-elsewhere', callId }))
      case 'decline':
        call.answers.set(from.device, { signed, at: now })
        calls.finish(call, { kind: 'declined' }, now)
        return done(toCaller, notify(others, { kind: 'declined-elsewhere', callId }))
      case 'hangup':
        call.answers.set(from.device, { signed, at: now })
        call.rung.set(from.device, false)
        return done(toCaller)
      case 'invite':
      case 'description':
      case 'candidates':
      case 'media-state':
        return done(toCaller)
      default:
        return assertNever(body)
    }
  }

  const whileAnswered = (
    call: CallEntry,
    [caller, answerer]: readonly [DeviceRef, DeviceRef],
    signed: SignedCallMessage,
    now: number,
  ): TableAnswer => {
    const { from, to, body } = signed.message
    const isCaller = isSameDevice(caller, from)
    if (!isCaller && !isSameDevice(answerer, from)) return refusal('call-answered-elsewhere')
    const other = isCaller ? answerer : caller
    if (to.device !== null && to.device !== other.device) return refusal('call-unknown')
    if (body.kind === 'hangup') calls.finish(call, { kind: 'hung-up', by: answerer.device }, now)
    return done(deliver(other, signed))
  }

  /** What became of a call that a device believes to be in. Brings a call back that only its two devices know. */
  const verdict = (self: DeviceRef, claim: CallClaim, now: number): CallNotice[] => {
    const { callId, peer, phase } = claim
    const call = calls.get(callId)
    if (call === undefined) {
      if (phase !== 'active') return [{ kind: 'gone', callId }]
      if (peer.device === null || calls.isFull) return []
      const state = { kind: 'claimed', by: peer.device } as const
      calls.add(makeEntry({ callId, caller: self, callee: peer.name, invite: null, invitedAt: now, state }))
      return []
    }
    switch (call.state.kind) {
      case 'ringing':
        return []
      case 'answered':
        return partiesOf(call)?.some((party) => isSameDevice(party, self))
          ? []
          : [{ kind: 'answered-elsewhere', callId }]
      case 'claimed': {
        const isOther = isSameDevice({ name: call.callee, device: call.state.by }, self)
        if (isOther && peer.device === call.caller.device)
          calls.move(call, { kind: 'answered', by: call.state.by })
        return []
      }
      case 'ended':
        return afterEnd(call, call.state.end, self)
    }
  }

  const afterEnd = (call: CallEntry, end: CallEnd, self: DeviceRef): CallNotice[] => {
    const { callId } = call
    const isCaller = isSameDevice(call.caller, self)
    switch (end.kind) {
      case 'unanswered':
        return [{ kind: 'gone', callId }]
      case 'declined':
        // The caller is given the decline itself.
        return isCaller ? [] : [{ kind: 'declined-elsewhere', callId }]
      case 'hung-up':
        return isCaller || self.device === end.by
          ? [{ kind: 'gone', callId }]
          : [{ kind: 'answered-elsewhere', callId }]
      case 'left': {
        if (!isCaller && self.device !== end.by) return [{ kind: 'answered-elsewhere', callId }]
        calls.move(call, { kind: 'answered', by: end.by })
        return []
      }
    }
  }

  /** Ends what a device was in before its app was started anew. */
  const endUnclaimed = (self: DeviceRef, claimed: ReadonlySet<CallId>, now: number): TableOutput[] => {
    for (const call of calls.in('answered')) {
      if (claimed.has(call.callId) || call.state.kind !== 'answered') continue
      const isMine = partiesOf(call)?.some((party) => isSameDevice(party, self)) === true
      if (isMine) calls.finish(call, { kind: 'hung-up', by: call.state.by }, now)
    }
    return [...calls.in('ringing')]
      .filter((call) => !claimed.has(call.callId) && isSameDevice(call.caller, self))
      .flatMap((call) => {
        calls.finish(call, { kind: 'unanswered' }, now)
        return [...notify(devicesThatRing(call), { kind: 'gone', callId: call.callId }), ...missed(call)]
      })
  }

  const invitesFor = (self: DeviceRef, now: number): Delivery[] => {
    const key = toNameKey(self.name)
    return [...calls.in('ringing')].flatMap((call) => {
      if (call.invite === null || call.calleeKey !== key || call.rung.get(self.device) === false) return []
      call.rung.set(self.device, true)
      return [{ signed: call.invite, ageMs: Math.max(0, now - call.invitedAt) }]
    })
  }

  /** What the callee's devices said to a caller that is still dialling. */
  const answersFor = (self: DeviceRef, claims: readonly CallClaim[], now: number): Delivery[] =>
    claims.flatMap(({ callId, phase }) => {
      const call = calls.get(callId)
      if (phase !== 'calling' || call === undefined || !isSameDevice(call.caller, self)) return []
      return [...call.answers.values()].map(({ signed, at }) => ({ signed, ageMs: Math.max(0, now - at) }))
    })

  /** The other device of each accepted call of a device. */
  const peersOf = (self: DeviceRef): { readonly call: CallEntry; readonly peer: DeviceRef }[] =>
    [...calls.in('answered')].flatMap((call) => {
      const [caller, answerer] = partiesOf(call)!
      if (isSameDevice(caller, self)) return [{ call, peer: answerer }]
      return isSameDevice(answerer, self) ? [{ call, peer: caller }] : []
    })

  return {
    handleMessage(signed, now) {
      const { callId, from, to, body } = signed.message
      if (body.kind === 'invite') return invite(signed, now)
      const call = calls.get(callId)
      if (call === undefined) return beforeInvite(signed, now)
      const [fromKey, toKey] = [toNameKey(from.name), toNameKey(to.name)]
      const isFromCaller = isSameDevice(call.caller, from) && call.calleeKey === toKey
      const isFromCallee = call.calleeKey === fromKey && call.callerKey === toKey
      if (!isFromCaller && !isFromCallee) return refusal('call-unknown')
      switch (call.state.kind) {
        case 'ringing':
          return isFromCaller ? fromRingingCaller(call, signed, now) : fromRingingCallee(call, signed, now)
        case 'answered':
          return whileAnswered(call, partiesOf(call)!, signed, now)
        case 'claimed':
          // The other device is not there yet, so there is nobody to hand it to.
          if (body.kind === 'hangup' && isFromCaller) calls.drop(call)
          return done()
        case 'ended': {
          const { end } = call.state
          const by = end.kind === 'hung-up' || end.kind === 'left' ? end.by : null
          if (!isFromCaller && by !== null && by !== from.device) return refusal('call-answered-elsewhere')
          // A second hang-up finds what it wants.
          return body.kind === 'hangup' ? done() : refusal('call-unknown')
        }
      }
    },

    connected(self, claims, now) {
      calls.prune(now)
      const ended = endUnclaimed(self, new Set(claims.map(({ callId }) => callId)), now)
      const notices = claims.flatMap((claim) => verdict(self, claim, now))
      const ringing = [...invitesFor(self, now), ...answersFor(self, claims, now)].slice(0, DELIVERIES_LIMIT)
      const online = peersOf(self).flatMap(({ call: { callId }, peer }) =>
        notify([peer], { kind: 'peer-online', callId }),
      )
      return { ringing, notices, outputs: [...ended, ...online] }
    },

    disconnected(self, now) {
      for (const call of calls.in('claimed')) if (isSameDevice(call.caller, self)) calls.drop(call)
      return peersOf(self).flatMap(({ call, peer }) => {
        if (isOnline(peer)) return notify([peer], { kind: 'peer-offline', callId: call.callId })
        if (call.state.kind === 'answered') calls.finish(call, { kind: 'left', by: call.state.by }, now)
        return []
      })
    },

    expire(now) {
      const over = [...calls.in('ringing')].filter((call) => call.invitedAt + RING_TTL_MS <= now)
      const outputs = over.flatMap((call) => {
        calls.finish(call, { kind: 'unanswered' }, now)
        const notice: CallNotice = { kind: 'expired', callId: call.callId }
        return [...notify([call.caller, ...devicesThatRing(call)], notice), ...missed(call)]
      })
      calls.prune(now)
      return outputs
    },

    nextDeadline() {
      // All rings last equally long, so the first that began ends first.
      const [first] = calls.in('ringing')
      return first === undefined ? null : first.invitedAt + RING_TTL_MS
    },

    get size() {
      return calls.size
    },
  }
}
