import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { Outcome } from '../../../shared/host.ts'

/** Runs what a button asks of the host, and keeps the error that it gave for the screen. */
export interface Deed {
  readonly error: AppError | null
  run(outcome: Outcome<unknown>): Promise<boolean>
  forget(): void
}

export function useDeed(): Deed {
  const [error, setError] = useState<AppError | null>(null)
  return {
    error,
    async run(outcome) {
      const done = await outcome
      setError(done.ok ? null : done.error)
      return done.ok
    },
    forget: () => setError(null),
  }
}
