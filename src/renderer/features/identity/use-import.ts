import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { Host, Outcome } from '../../../shared/host.ts'
import type { FoundIdentity } from '../../../shared/model/computer.ts'

/** Where a person is with an import. */
export type ImportStep =
  | { readonly name: 'choose' }
  | { readonly name: 'unlock'; readonly file: string }
  | { readonly name: 'found'; readonly identity: FoundIdentity }

export interface IdentityImport {
  readonly step: ImportStep
  readonly error: AppError | null
  /** Something is under way that takes its time. */
  readonly isBusy: boolean
  choose(): Promise<void>
  unlock(passphrase: string): Promise<void>
  /** Gives whether this device is who was found from now on. */
  take(): Promise<boolean>
  forgetError(): void
}

/** Takes an identity from a file: which one, its passphrase, and whether it is the right one. */
export function useImport(files: NonNullable<Host['account']['identityFile']>): IdentityImport {
  const [step, setStep] = useState<ImportStep>({ name: 'choose' })
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)

  const run = async <T>(outcome: Outcome<T>, then: (value: T) => void): Promise<boolean> => {
    setBusy(true)
    const done = await outcome
    setBusy(false)
    setError(done.ok ? null : done.error)
    if (done.ok) then(done.value)
    return done.ok
  }

  return {
    step,
    error,
    isBusy,
    async choose() {
      if (isBusy) return
      await run(files.choose(), (file) => {
        // Null: none was chosen, and the host has let go of the one before.
        setStep(file === null ? { name: 'choose' } : { name: 'unlock', file })
      })
    },
    async unlock(passphrase) {
      if (isBusy) return
      await run(files.unlock(passphrase), (identity) => setStep({ name: 'found', identity }))
    },
    take: async () => !isBusy && run(files.take(), () => {}),
    forgetError: () => setError(null),
  }
}
