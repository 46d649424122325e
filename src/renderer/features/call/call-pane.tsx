import { assertNever } from '../../../shared/result.ts'
import type { CallView } from '../../call/session.ts'
import { EndedCall } from './ended-call.tsx'
import { LiveCallPane } from './live-call.tsx'
import './call.css'

interface CallPaneProps {
  readonly view: CallView
  readonly onCall: (name: string) => void
}

/** The right side while there is a call, or one that has just ended. */
export function CallPane({ view, onCall }: CallPaneProps) {
  const { call } = view
  switch (call.phase) {
    case 'ended':
      return <EndedCall call={call} onCall={onCall} />
    case 'calling':
    case 'ringing-out':
    case 'connecting':
    case 'active':
      return <LiveCallPane view={view} call={call} />
    case 'ringing-in':
      return null
    default:
      return assertNever(call)
  }
}
