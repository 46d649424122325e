import type { ElectronApplication } from '@playwright/test'
import type { record } from '../stand-in/record.ts'

export interface StandInModule {
  readonly standInRecord: typeof record
}

/** Reads what the stand-in recorded. A real Electron has no such thing: specs that need it are skipped there. */
export function readRecord<T>(electron: ElectronApplication, read: (module: StandInModule) => T): Promise<T> {
  const standIn = electron as unknown as { evaluate(f: typeof read): Promise<T> }
  return standIn.evaluate(read)
}
