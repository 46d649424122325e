import type { Call } from '../../../shared/call/call.ts'
import type { CallView, CallSessionState } from '../../call/session.ts'

export type LivePhase = Exclude<Call['phase'], 'ended' | 'ringing-in'>

/** Which call fills the right side, and which ones wait in the list of others. */
export interface ChosenCalls {
  readonly main: CallView | null
  /** Held calls, and rings that were ignored here. */
  readonly others: readonly CallView[]
}

export function chooseCalls({ calls }: CallSessionState): ChosenCalls {
  const isTalking = ({ call }: CallView): boolean => call.phase === 'active' || call.phase === 'connecting'
  const isHeld = ({ call }: CallView): boolean => 'heldByMe' in call && call.heldByMe
  const isDialling = ({ call }: CallView): boolean => call.phase === 'calling' || call.phase === 'ringing-out'
  const main =
    calls.find((view) => isTalking(view) && !isHeld(view)) ??
    calls.find(isDialling) ??
    calls.findLast(isTalking) ??
    calls.findLast(({ call }) => call.phase === 'ended') ??
    null
  const others = calls.filter(
    (view) =>
      view !== main &&
      (isTalking(view) || (view.call.phase === 'ringing-in' && view.call.alert === 'silent')),
  )
  return { main, others }
}
