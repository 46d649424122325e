import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Host, HostSlice, HostState } from '../../shared/host.ts'
import { createStore, type ReadableStore } from '../../shared/store.ts'

interface HostAccess {
  readonly host: Host
  readonly state: ReadableStore<HostState>
}
const HostContext = createContext<HostAccess | null>(null)

const withSlice = (state: HostState, { slice, value }: HostSlice): HostState => ({ ...state, [slice]: value })

/** Follows a host. Changes that come before the first snapshot are applied to it, in their order. */
async function followHost(host: Host): Promise<{ state: ReadableStore<HostState>; stop: () => void }> {
  const early: HostSlice[] = []
  let take = (change: HostSlice): void => void early.push(change)
  const stop = host.onState((change) => take(change))
  const snapshot = await host.state()
  const state = createStore(early.reduce(withSlice, snapshot))
  take = (change) => state.update((now) => withSlice(now, change))
  return { state, stop }
}

/** Shows its children once the host has told its state. */
export function HostProvider({ host, children }: { readonly host: Host; readonly children: ReactNode }) {
  const [access, setAccess] = useState<HostAccess | null>(null)
  useEffect(() => {
    let stop: (() => void) | null = null
    let isGone = false
    void followHost(host).then((followed) => {
      stop = followed.stop
      if (isGone) stop()
      else setAccess({ host, state: followed.state })
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [host])
  return access && <HostContext value={access}>{children}</HostContext>
}

function useAccess(): HostAccess {
  const access = useContext(HostContext)
  if (access === null) throw new Error('useHost is used outside of HostProvider')
  return access
}

export function useHost(): Host {
  return useAccess().host
}

/** One slice of what the host owns; the screen is drawn again when it changes. */
export function useHostState<K extends keyof HostState>(slice: K): HostState[K] {
  const { state } = useAccess()
  return useSyncExternalStore(state.subscribe, () => state.get()[slice])
}
