import { useEffect, useState } from 'react'
import type { IceServerView } from '../../../../shared/model/ice-server.ts'
import { assertNever } from '../../../../shared/result.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { isRelayUri } from './server-text.ts'

/** What the signaling server lends, without the credentials: a screen does not need them. */
export type LentServers =
  | { readonly status: 'asking' | 'failed' }
  | { readonly status: 'known'; readonly uris: readonly string[] }

export function useLentServers(): LentServers {
  const { network } = useHost()
  const [lent, setLent] = useState<LentServers>({ status: 'asking' })
  useEffect(() => {
    let isGone = false
    const ask = async (): Promise<void> => {
      const answer = await network.lentServers()
      if (isGone) return
      setLent(
        answer.ok
          ? { status: 'known', uris: [...new Set(answer.value.flatMap(({ urls }) => urls))] }
          : { status: 'failed' },
      )
    }
    void ask()
    const stop = network.onServers(() => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [network])
  return lent
}

/** Whether a call that hides the address has a relay to go through; null while nobody knows. */
export function hasRelay(own: readonly IceServerView[], lent: LentServers): boolean | null {
  if (own.some(({ enabled, hasSecret, uri }) => enabled && hasSecret && isRelayUri(uri))) return true
  switch (lent.status) {
    case 'asking':
      return null
    case 'failed':
      return false
    case 'known':
      return lent.uris.some(isRelayUri)
    default:
      return assertNever(lent)
  }
}
