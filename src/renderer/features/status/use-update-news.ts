import { useState } from 'react'
import type { UpdateState } from '../../../shared/model/update.ts'
import { useCalls } from '../../app/session-provider.tsx'
import { useUpdateState } from '../settings/general/use-update-state.ts'

/** A new version of which a person has something to decide. */
export type UpdateNews = Extract<UpdateState, { status: 'available' | 'ready' }>

/** What to say about a new version: nothing in a call, and nothing again once it was put aside. */
export function useUpdateNews(): { readonly news: UpdateNews | null; readonly putAside: () => void } {
  const state = useUpdateState()
  const { calls } = useCalls()
  const [aside, setAside] = useState<string | null>(null)
  const isDecision = state?.status === 'available' || state?.status === 'ready'
  const isInCall = calls.some(({ call }) => call.phase !== 'ended')
  const news = isDecision && !isInCall && nameOf(state) !== aside ? state : null
  return { news, putAside: () => news !== null && setAside(nameOf(news)) }
}

const nameOf = ({ status, version }: UpdateNews): string => `${status} ${version}`
