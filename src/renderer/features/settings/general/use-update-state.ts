import { useEffect, useState } from 'react'
import type { UpdateState } from '../../../../shared/model/update.ts'
import { useHost } from '../../../host/host-provider.tsx'

/** Where the app is with its next version; null until the host has said it, and where there are no updates. */
export function useUpdateState(): UpdateState | null {
  const { updates } = useHost()
  const [state, setState] = useState<UpdateState | null>(null)
  useEffect(() => updates?.onState(setState), [updates])
  return state
}
