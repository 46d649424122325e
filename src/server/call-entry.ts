import type { CallId, DeviceId, NameKey, UserName } from '../shared/ids.ts'
import { isSameName, toNameKey } from '../shared/ids.ts'
import type { SignedCallMessage } from '../shared/protocol/call-message.ts'

export interface DeviceRef {
  readonly name: UserName
  readonly device: DeviceId
}

export function isSameDevice(a: DeviceRef, b: DeviceRef): boolean {
  return a.device === b.device && isSameName(a.name, b.name)
}

/** How a call came to its end, for those who ask later. */
export type CallEnd =
  | { readonly kind: 'declined' }
  /** Nobody took it in time, or the caller gave up. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'hung-up'; readonly by: DeviceId }
  /** Both devices lost their connection. The call may well be up between them: their claims bring it back. */
  | { readonly kind: 'left'; readonly by: DeviceId }

/** `by`: the device of the callee that has the call. */
export type CallState =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'answered'; readonly by: DeviceId }
  /** Not known to this server, and claimed by `caller` alone so far: it was up before the server started. */
  | { readonly kind: 'claimed'; readonly by: DeviceId }
  | { readonly kind: 'ended'; readonly at: number; readonly end: CallEnd }

/** One call as the server knows it. */
export interface CallEntry {
  readonly callId: CallId
  readonly caller: DeviceRef
  readonly callerKey: NameKey
  readonly callee: UserName
  readonly calleeKey: NameKey
  /** Null for a call that was up before this server started. */
  readonly invite: SignedCallMessage | null
  readonly invitedAt: number
  /** Devices of the callee that the invite was handed to, and whether they still ring. */
  readonly rung: Map<DeviceId, boolean>
  /** What each device of the callee last said to the ring, for a caller that was away at that moment. */
  readonly answers: Map<DeviceId, { readonly signed: SignedCallMessage; readonly at: number }>
  state: CallState
}

export function makeEntry(
  parts: Pick<CallEntry, 'callId' | 'caller' | 'callee' | 'invite' | 'invitedAt' | 'state'>,
): CallEntry {
  const callerKey = toNameKey(parts.caller.name)
  const calleeKey = toNameKey(parts.callee)
  return { ...parts, callerKey, calleeKey, rung: new Map(), answers: new Map() }
}

/** The two devices of an accepted call, or null. */
export function partiesOf({ caller, callee, state }: CallEntry): readonly [DeviceRef, DeviceRef] | null {
  return state.kind === 'answered' ? [caller, { name: callee, device: state.by }] : null
}

/** The callee's devices that ring, but for one. */
export function devicesThatRing({ rung, callee }: CallEntry, except: DeviceId | null = null): DeviceRef[] {
  return [...rung]
    .filter(([device, rings]) => rings && device !== except)
    .map(([device]) => ({ name: callee, device }))
}
