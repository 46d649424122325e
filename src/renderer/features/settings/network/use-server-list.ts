import { useRef } from 'react'
import type { Host, Outcome } from '../../../../shared/host.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { toDraft, type Drafts } from './server-edits.ts'

export type EditServers = (edit: (drafts: Drafts) => Drafts) => Outcome

/**
 * Changes the person's list. Each edit is made on the list that the one before it left, however quickly they follow each
 * other.
 */
export function useEditServers(): EditServers {
  const host = useHost()
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (edit) => {
    const outcome = last.current.then(() => saveEdited(host, edit))
    last.current = outcome
    return outcome
  }
}

async function saveEdited({ state, network }: Host, edit: (drafts: Drafts) => Drafts): Outcome {
  const { iceServers } = await state()
  return network.saveServers(edit(iceServers.map(toDraft)))
}
