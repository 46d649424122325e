import { findLive, finish, giveUp, send, type Draft } from './draft.ts'
import type { ConnectFailure } from './failure.ts'
import { failToConnect } from './from-media.ts'
import { dropOldEarly } from './inbox.ts'
import type { TimerKey } from './phone.ts'
import { assertNever } from '../result.ts'
import type { CallId } from '../ids.ts'

/** A deadline of the state has come. A timer of a phase that is over finds nothing to do. */
export function timerFired(draft: Draft, timer: TimerKey, cause: ConnectFailure | undefined): void {
  const separator = timer.indexOf(':')
  const kind = timer.slice(0, separator) as TimerKey extends `${infer K}:${string}` ? K : never
  const call = findLive(draft, timer.slice(separator + 1) as CallId)
  switch (kind) {
    case 'ring-ack':
      if (call?.phase !== 'calling') return
      return giveUp(draft, call, call.calleeOffline ? 'offline' : 'unreachable')
    case 'ring-limit':
      if (call?.phase === 'ringing-in') return finish(draft, call, 'missed')
      if (call?.phase !== 'ringing-out') return
      return giveUp(draft, call, 'no-answer')
    case 'connect':
      if (call?.phase !== 'connecting') return
      return failToConnect(draft, call, cause)
    case 'media-loss':
      if (call?.phase !== 'active' || call.link.kind !== 'lost') return
      send(draft, call.callId, call.device, { kind: 'hangup', reason: 'connection-lost' })
      return finish(draft, call, 'connection-lost')
    case 'early':
      return dropOldEarly(draft)
    default:
      return assertNever(kind)
  }
}
