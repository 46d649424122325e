import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { CallSession, CallSessionState } from '../call/session.ts'

const SessionContext = createContext<CallSession | null>(null)

export function SessionProvider({
  session,
  children,
}: {
  readonly session: CallSession
  readonly children: ReactNode
}) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useCallSession(): CallSession {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useCallSession is used outside of SessionProvider')
  return session
}

export function useCalls(): CallSessionState {
  const { state } = useCallSession()
  return useSyncExternalStore(state.subscribe, state.get)
}
