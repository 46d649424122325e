import { appError, type AppError } from '../shared/errors.ts'
import {
  isSameName,
  toNameKey,
  type CallId,
  type DeviceId,
  type NameKey,
  type UserName,
} from '../shared/ids.ts'
import type { SignedCallMessage } from '../shared/protocol/call-message.ts'
import type {
  CallClaim,
  CallNotice,
  CallReceipt,
  Delivery,
  MissedCall,
} from '../shared/protocol/signaling-events.ts'
import { RING_TTL_MS } from '../shared/protocol/version.ts'
import { err, ok, type Result } from '../shared/result.ts'

/** Calls that may ring one name at once. */
const RINGING_LIMIT = 8
/** Calls in memory; the oldest ended ones go first. */
const CALLS_LIMIT = 20_000
/** How long an ended call is remembered, so that a late accept gets a true answer. */
const ENDED_TTL_MS = 120_000

export interface DeviceRef {
  readonly name: UserName
  readonly device: DeviceId
}

/** What the server has to do. */
export type TableOutput =
  | { readonly type: 'deliver'; readonly to: DeviceRef; readonly delivery: Delivery }
  | { readonly type: 'notice'; readonly to: DeviceRef; readonly notice: CallNotice }
  | { readonly type: 'missed'; readonly callee: UserName; readonly missed: MissedCall }

export interface TableAnswer {
  readonly receipt: Result<CallReceipt, AppError>
  readonly outputs: readonly TableOutput[]
}

interface CallEntry {
  readonly callId: CallId
  readonly caller: DeviceRef
  readonly callee: UserName
  /** Null for a call that was up before this server started. */
  readonly invite: SignedCallMessage | null
  readonly invitedAt: number
  /** Devices of the callee that the invite was handed to, and whether they still ring. */
  readonly rung: Map<DeviceId, boolean>
  state:
    | { readonly kind: 'ringing' }
    | { readonly kind: 'answered'; readonly by: DeviceId }
    | { readonly kind: 'ended'; readonly at: number; readonly by: DeviceId | null }
}

/**
 * Who rings whom, without I/O or a clock: times come in, outputs go out. The caller of these methods has made sure
 * that a message is from the device that it names.
 */
export interface CallTable {
  handleMessage(signed: SignedCallMessage, now: number): TableAnswer
  /** A device is there (again): what rings it, and what became of the calls that it believes to be in. */
  connected(
    device: DeviceRef,
    claims: readonly CallClaim[],
    now: number,
  ): {
    readonly ringing: readonly Delivery[]
    readonly notices: readonly CallNotice[]
    readonly outputs: readonly TableOutput[]
  }
  disconnected(device: DeviceRef): readonly TableOutput[]
  /** Ends the rings whose time is over. */
  expire(now: number): readonly TableOutput[]
  /** When `expire` has something to do next, in milliseconds since the Unix epoch, or null. */
  nextDeadline(): number | null
}

/** @param devicesOf the connected devices of a name */
export function createCallTable(devicesOf: (name: NameKey) => readonly DeviceId[]): CallTable {
  const calls = new Map<CallId, CallEntry>()

  const isOnline = ({ name, device }: DeviceRef): boolean => devicesOf(toNameKey(name)).includes(device)
  const isDevice = (a: DeviceRef, b: DeviceRef): boolean =>
    a.device === b.device && isSameName(a.name, b.name)
  const ringing = (): CallEntry[] => [...calls.values()].filter((call) => call.state.kind === 'ringing')

  const deliver = (to: DeviceRef, signed: SignedCallMessage): TableOutput[] =>
    isOnline(to) ? [{ type: 'deliver', to, delivery: { signed, ageMs: 0 } }] : []
  const notify = (to: DeviceRef, notice: CallNotice): TableOutput[] =>
    isOnline(to) ? [{ type: 'notice', to, notice }] : []

  /** The callee's devices that ring, but for one. */
  const othersRinging = (call: CallEntry, except: DeviceId | null): DeviceRef[] =>
    [...call.rung]
      .filter(([device, rings]) => rings && device !== except)
      .map(([device]) => ({ name: call.callee, device }))

  const finish = (call: CallEntry, now: number): void => {
    const by = call.state.kind === 'answered' ? call.state.by : null
    call.state = { kind: 'ended', at: now, by }
  }

  const missed = (call: CallEntry): TableOutput[] => {
    if (call.invite === null) return []
    const { caller, callee, callId, invitedAt: at } = call
    const missedCall = { callId, from: caller.name, publicKey: call.invite.publicKey, at }
    return [{ type: 'missed', callee, missed: missedCall }]
  }

  const prune = (now: number): void => {
    for (const call of calls.values()) {
      if (call.state.kind !== 'ended') continue
      if (call.state.at + ENDED_TTL_MS <= now || calls.size > CALLS_LIMIT) calls.delete(call.callId)
    }
  }

  const invite = (signed: SignedCallMessage, now: number): TableAnswer => {
    const { callId, from, to } = signed.message
    const known = calls.get(callId)
    if (known !== undefined) {
      const isMine = isDevice(known.caller, from)
      const devices = [...known.rung.values()].filter(Boolean).length
      return { receipt: isMine ? ok({ devices }) : err(appError('call-unknown')), outputs: [] }
    }
    prune(now)
    const outputs: TableOutput[] = []
    // One invite in flight per caller and callee: the newer one is meant.
    for (const older of ringing()) {
      if (!isSameName(older.caller.name, from.name) || !isSameName(older.callee, to.name)) continue
      if (older.caller.device !== from.device) continue
      finish(older, now)
      for (const device of othersRinging(older, null))
        outputs.push(...notify(device, { kind: 'gone', callId: older.callId }))
    }
    const isFlooded = ringing().filter((call) => isSameName(call.callee, to.name)).length >= RINGING_LIMIT
    if (isFlooded || calls.size >= CALLS_LIMIT) return { receipt: err(appError('rate-limited')), outputs }
    const devices = devicesOf(toNameKey(to.name))
    calls.set(callId, {
      callId,
      caller: from,
      callee: to.name,
      invite: signed,
      invitedAt: now,
      rung: new Map(devices.map((device) => [device, true])),
      state: { kind: 'ringing' },
    })
    for (const device of devices) outputs.push(...deliver({ name: to.name, device }, signed))
    return { receipt: ok({ devices: devices.length }), outputs }
  }

  const whileRinging = (call: CallEntry, signed: SignedCallMessage, now: number): TableAnswer => {
    const { callId, from, to, body } = signed.message
    const done = (...outputs: TableOutput[][]): TableAnswer => ({
      receipt: ok({ devices: 1 }),
      outputs: outputs.flat(),
    })
    if (isDevice(call.caller, from)) {
      const targets = othersRinging(call, null).filter(
        (ref) => to.device === null || ref.device === to.device,
      )
      const outputs = targets.flatMap((ref) => deliver(ref, signed))
      if (body.kind !== 'hangup' || to.device !== null) return done(outputs)
      finish(call, now)
      // After a glare the same two people talk in their other call: nobody missed anything.
      return done(outputs, body.reason === 'superseded' ? [] : missed(call))
    }
    const others = othersRinging(call, from.device)
    call.rung.set(from.device, call.rung.get(from.device) ?? true)
    switch (body.kind) {
      case 'accept':
        call.state = { kind: 'answered', by: from.device }
        return done(
          deliver(call.caller, signed),
          others.flatMap((ref) => notify(ref, { kind: 'answered-elsewhere', callId })),
        )
      case 'decline':
        finish(call, now)
        return done(
          deliver(call.caller, signed),
          others.flatMap((ref) => notify(ref, { kind: 'declined-elsewhere', callId })),
        )
      case 'hangup':
        call.rung.set(from.device, false)
        return done(deliver(call.caller, signed))
      case 'invite':
      case 'ringing':
      case 'description':
      case 'candidates':
      case 'media-state':
        return done(deliver(call.caller, signed))
    }
  }

  const whileAnswered = (
    call: CallEntry,
    by: DeviceId,
    signed: SignedCallMessage,
    now: number,
  ): TableAnswer => {
    const { from, body } = signed.message
    const answerer = { name: call.callee, device: by }
    const isCaller = isDevice(call.caller, from)
    if (!isCaller && !isDevice(answerer, from))
      return { receipt: err(appError('call-answered-elsewhere')), outputs: [] }
    if (body.kind === 'hangup') finish(call, now)
    const outputs = deliver(isCaller ? answerer : call.caller, signed)
    return { receipt: ok({ devices: outputs.length }), outputs }
  }

  /** A call that this server does not know, because it was restarted: two claims make it known again. */
  const restore = (self: DeviceRef, claim: CallClaim, now: number): void => {
    if (claim.phase !== 'active' || claim.peer.device === null || calls.size >= CALLS_LIMIT) return
    calls.set(claim.callId, {
      callId: claim.callId,
      caller: self,
      callee: claim.peer.name,
      invite: null,
      invitedAt: now,
      rung: new Map(),
      state: { kind: 'answered', by: claim.peer.device },
    })
  }

  const verdict = (self: DeviceRef, claim: CallClaim, now: number): CallNotice[] => {
    const { callId } = claim
    const call = calls.get(callId)
    if (call === undefined) {
      restore(self, claim, now)
      return claim.phase === 'active' ? [] : [{ kind: 'gone', callId }]
    }
    switch (call.state.kind) {
      case 'ringing':
        return []
      case 'answered': {
        const isParty = isDevice(call.caller, self) || call.state.by === self.device
        return isParty ? [] : [{ kind: 'answered-elsewhere', callId }]
      }
      case 'ended':
        return [{ kind: call.state.by === null ? 'gone' : 'answered-elsewhere', callId }]
    }
  }

  /** The other device of each answered call of a device. */
  const peersOf = (self: DeviceRef): { readonly callId: CallId; readonly peer: DeviceRef }[] =>
    [...calls.values()].flatMap((call) => {
      if (call.state.kind !== 'answered') return []
      const answerer = { name: call.callee, device: call.state.by }
      if (isDevice(call.caller, self)) return [{ callId: call.callId, peer: answerer }]
      return isDevice(answerer, self) ? [{ callId: call.callId, peer: call.caller }] : []
    })

  return {
    handleMessage(signed, now) {
      const { callId, from, to, body } = signed.message
      if (body.kind === 'invite') return invite(signed, now)
      const call = calls.get(callId)
      const refusal = { receipt: err(appError('call-unknown')), outputs: [] }
      if (call === undefined) return refusal
      const isFromCaller = isDevice(call.caller, from) && isSameName(call.callee, to.name)
      const isFromCallee = isSameName(call.callee, from.name) && isSameName(call.caller.name, to.name)
      if (!isFromCaller && !isFromCallee) return refusal
      switch (call.state.kind) {
        case 'ringing':
          return whileRinging(call, signed, now)
        case 'answered':
          return whileAnswered(call, call.state.by, signed, now)
        case 'ended': {
          const isLate = call.state.by !== null && call.state.by !== from.device && !isFromCaller
          if (isLate) return { receipt: err(appError('call-answered-elsewhere')), outputs: [] }
          // A second hang-up finds what it wants.
          return body.kind === 'hangup' ? { receipt: ok({ devices: 0 }), outputs: [] } : refusal
        }
      }
    },

    connected(self, claims, now) {
      const notices = claims.flatMap((claim) => verdict(self, claim, now))
      const deliveries = ringing().flatMap((call): Delivery[] => {
        if (call.invite === null || !isSameName(call.callee, self.name)) return []
        if (call.rung.get(self.device) === false) return []
        call.rung.set(self.device, true)
        return [{ signed: call.invite, ageMs: Math.max(0, now - call.invitedAt) }]
      })
      const outputs = peersOf(self).flatMap(({ callId, peer }) =>
        notify(peer, { kind: 'peer-online', callId }),
      )
      return { ringing: deliveries, notices, outputs }
    },

    disconnected: (self) =>
      peersOf(self).flatMap(({ callId, peer }) => notify(peer, { kind: 'peer-offline', callId })),

    expire(now) {
      const over = ringing().filter((call) => call.invitedAt + RING_TTL_MS <= now)
      const outputs = over.flatMap((call) => {
        finish(call, now)
        const notice: CallNotice = { kind: 'expired', callId: call.callId }
        const rung = othersRinging(call, null).flatMap((ref) => notify(ref, notice))
        return [...notify(call.caller, notice), ...rung, ...missed(call)]
      })
      prune(now)
      return outputs
    },

    nextDeadline() {
      const invited = ringing().map((call) => call.invitedAt)
      return invited.length === 0 ? null : Math.min(...invited) + RING_TTL_MS
    },
  }
}
