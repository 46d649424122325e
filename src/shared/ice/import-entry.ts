import type { ICE_URI_FAULTS } from './uri.ts'

/** Why an entry is not taken, besides the faults of its URI. */
export const ICE_IMPORT_FAULTS = [
  'text-too-long',
  'json', // looks like JSON and is none
  'urls-missing', // an object without an address
  'credential-type', // another kind than a password
  'key-hashed', // `user=name:0x...`: the server knows the password by its hash only
  'server-secret', // `static-auth-secret`: it makes logins, and is none
  'server-unnamed', // a configuration that does not say where its server is
  'username-too-long',
  'secret-too-long',
  'too-many',
] as const
export type IceImportFault = (typeof ICE_IMPORT_FAULTS)[number] | (typeof ICE_URI_FAULTS)[number]

export interface ImportedServer {
  readonly uri: string
  /** Empty where there is none. */
  readonly username: string
  /** Null where the text has none. */
  readonly secret: string | null
}

export interface RefusedEntry {
  /** Counted from 1; null where the text has no lines that matter, as JSON. */
  readonly line: number | null
  /** What was refused, cut, and without any secret. */
  readonly text: string
  readonly fault: IceImportFault
}

/** What a pasted text says: one row for each URI. Nothing of it is kept by reading it. */
export interface IceImport {
  readonly understood: readonly ImportedServer[]
  readonly refused: readonly RefusedEntry[]
}

/** One URI as a reader found it, not looked at yet. */
export interface FoundServer {
  readonly line: number | null
  readonly uri: string
  readonly username: string
  readonly secret: string | null
}
export type Found =
  | { readonly kind: 'server'; readonly server: FoundServer }
  | { readonly kind: 'refused'; readonly entry: RefusedEntry }

export const found = (server: FoundServer): Found => ({ kind: 'server', server })
export const refused = (line: number | null, text: string, fault: IceImportFault): Found => ({
  kind: 'refused',
  entry: { line, text: text.slice(0, 120), fault },
})
