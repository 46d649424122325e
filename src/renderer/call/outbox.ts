import { isControlChannelHint, mayTakeControlChannel } from '../../shared/call/ways.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Host } from '../../shared/host.ts'
import type { CallId } from '../../shared/ids.ts'
import type { CallBodyKind, CallMessage, SignedCallMessage } from '../../shared/protocol/call-message.ts'
import type { CallReceipt } from '../../shared/protocol/signaling-events.ts'
import type { Result } from '../../shared/result.ts'

/** Messages that wait for the server at most: more than a few calls never have. */
const WAITING_LIMIT = 100

/** Failures of the way to the server, not of the message. */
const PASSING: ReadonlySet<AppError['code']> = new Set([
  'not-connected',
  'server-timeout',
  'server-unreachable',
])
/** An invite is not sent late: the person was told that it failed. Nor is a state that a newer one replaces. */
const NOT_REPEATED: ReadonlySet<CallBodyKind> = new Set(['invite', 'media-state'])

export interface OutboxParts {
  readonly calls: Pick<Host['calls'], 'sign' | 'send'>
  /** Sends over the control channel of the addressed device, if that is open. */
  readonly sendControl: (signed: SignedCallMessage) => void
  readonly onReceipt: (message: CallMessage, result: Result<CallReceipt, AppError>) => void
}

/** Signs messages and sends them, in the order in which they were written, by every way that is open. */
export interface Outbox {
  post(message: CallMessage): void
  /** Sends again what the server did not get. */
  retry(): void
  /** Resolves when everything that was posted for a call so far is signed and handed out. */
  drained(callId: CallId): Promise<void>
}

export function createOutbox(parts: OutboxParts): Outbox {
  const tails = new Map<CallId, Promise<void>>()
  let waiting: SignedCallMessage[] = []

  const hand = async (signed: SignedCallMessage): Promise<void> => {
    const result = await parts.calls.send(signed)
    const { message } = signed
    if (!result.ok && PASSING.has(result.error.code) && !NOT_REPEATED.has(message.body.kind)) {
      waiting = [...waiting, signed].slice(-WAITING_LIMIT)
    } else parts.onReceipt(message, result)
  }

  return {
    post(message) {
      // Signing starts at once; only the handing out keeps the order.
      const signing = parts.calls.sign(message)
      const tail = (tails.get(message.callId) ?? Promise.resolve()).then(async () => {
        const signed = await signing
        if (!signed.ok) return parts.onReceipt(message, signed)
        const { kind } = message.body
        if (mayTakeControlChannel(kind) || isControlChannelHint(kind)) parts.sendControl(signed.value)
        void hand(signed.value)
      })
      tails.set(message.callId, tail)
      void tail.then(() => {
        if (tails.get(message.callId) === tail) tails.delete(message.callId)
      })
    },
    retry() {
      const again = waiting
      waiting = []
      for (const signed of again) void hand(signed)
    },
    drained: (callId) => tails.get(callId) ?? Promise.resolve(),
  }
}
