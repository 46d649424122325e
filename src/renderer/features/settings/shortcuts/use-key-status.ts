import { useEffect, useState } from 'react'
import type { KeyStatus } from '../../../../shared/model/shortcut.ts'
import { useHost } from '../../../host/host-provider.tsx'

/** How keys are heard while another app is in front; null until the host has said it, and where none are. */
export function useKeyStatus(): KeyStatus | null {
  const { shell } = useHost()
  const [status, setStatus] = useState<KeyStatus | null>(null)
  useEffect(() => shell?.onKeys(setStatus), [shell])
  return status
}
