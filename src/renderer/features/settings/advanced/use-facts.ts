import { useEffect, useState } from 'react'
import type { ComputerFacts } from '../../../../shared/model/computer.ts'
import { useHost } from '../../../host/host-provider.tsx'

/** About this computer; null until the host has said it, and where it is a browser. */
export function useFacts(): ComputerFacts | null {
  const { computer } = useHost()
  const [facts, setFacts] = useState<ComputerFacts | null>(null)
  useEffect(() => {
    let isGone = false
    void computer?.facts().then((found) => {
      if (found.ok && !isGone) setFacts(found.value)
    })
    return () => {
      isGone = true
    }
  }, [computer])
  return facts
}
