import { useState } from 'react'
import { useCallSession } from '../../app/session-provider.tsx'
import type { AppError } from '../../../shared/errors.ts'

export interface Dial {
  /** The name that is being looked up, or null. */
  readonly pending: string | null
  readonly error: AppError | null
  /** Gives whether the call began. */
  dial(name: string): Promise<boolean>
  forgetError(): void
}

export function useDial(): Dial {
  const session = useCallSession()
  const [pending, setPending] = useState<string | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  return {
    pending,
    error,
    async dial(name) {
      if (pending !== null) return false
      setError(null)
      setPending(name)
      const begun = await session.dial(name)
      setPending(null)
      if (!begun.ok) setError(begun.error)
      return begun.ok
    },
    forgetError: () => setError(null),
  }
}
