import { appError, type AppError } from '../errors.ts'
import { StorageError } from '../host-ports.ts'
import type { HostWarning } from '../host.ts'
import { err, type Result } from '../result.ts'
import { createStore, type ReadableStore } from '../store.ts'

/** What a person should know, each thing once until it is dismissed. */
export interface WarningBoard {
  readonly warnings: ReadableStore<readonly HostWarning[]>
  warn(warning: HostWarning): void
  dismiss(id: string): void
  /** Runs a deed that may meet a full or missing disk, and says so on the screen and to the caller. */
  guard<T>(deed: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>>
}

export function createWarningBoard(initial: readonly HostWarning[]): WarningBoard {
  const warnings = createStore(initial)
  const warn = (warning: HostWarning): void =>
    warnings.update((known) => [...known.filter((other) => other.id !== warning.id), warning])
  return {
    warnings,
    warn,
    dismiss: (id) => warnings.update((known) => known.filter((warning) => warning.id !== id)),
    async guard(deed) {
      try {
        return await deed()
      } catch (error) {
        if (!(error instanceof StorageError)) throw error
        const failure = appError(error.code, error.message)
        warn({ id: error.code, error: failure })
        return err(failure)
      }
    },
  }
}
