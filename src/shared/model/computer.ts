import type { PublicKey, UserName } from '../ids.ts'

/** What a person may be told about this computer and where Tincan keeps its things. */
export interface ComputerFacts {
  /** Name, version and processor of the operating system. */
  readonly system: string
  readonly electron: string
  readonly chromium: string
  readonly dataFolder: string
  readonly logFolder: string
}

/** Who is in a file with an identity. */
export interface FoundIdentity {
  readonly name: UserName
  readonly server: string
  readonly publicKey: PublicKey
  /** Whose key rests on this device now, and would be gone. `same` is a key that is here already. */
  readonly replaces: 'nothing' | 'same' | 'another'
}
