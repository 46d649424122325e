import { err, ok, type Result } from '../result.ts'
import { ICE_SECRET_LENGTH, ICE_SERVERS_LIMIT, isUsernameTooLong } from '../model/ice-server.ts'
import { readConf } from './import-conf.ts'
import type { FoundServer, IceImport, IceImportFault, ImportedServer, RefusedEntry } from './import-entry.ts'
import { readJson } from './import-json.ts'
import { formatIceUri, isRelay, parseIceUri } from './uri.ts'

/** The longest text that is looked at, in characters. */
export const ICE_IMPORT_LENGTH = 64_000

/** Reads an `iceServers` JSON, a part of turnserver.conf, URIs line by line, or the answer of a TURN REST service. */
export function importIceServers(text: string): IceImport {
  if (text.length > ICE_IMPORT_LENGTH) {
    return { understood: [], refused: [{ line: null, text: '', fault: 'text-too-long' }] }
  }
  const rows = new Map<string, ImportedServer>()
  const faults: RefusedEntry[] = []
  for (const entry of isJson(text) ? readJson(text) : readConf(text)) {
    const row = entry.kind === 'server' ? toRow(entry.server) : err(entry.entry)
    if (!row.ok) faults.push(row.error)
    else if (rows.size < ICE_SERVERS_LIMIT) rows.set(`${row.value.uri} ${row.value.username}`, row.value)
    else faults.push({ line: null, text: row.value.uri, fault: 'too-many' })
  }
  return { understood: [...rows.values()], refused: faults }
}

/** A list or an object, perhaps with the name that a script gives it; but not `turn:[2001:db8::1]`. */
function isJson(text: string): boolean {
  if (/^\s*(stuns?|turns?):/i.test(text)) return false
  return /^\s*(?:(?:const|let|var)\s+)?(?:["']?[A-Za-z_][\w.]*["']?\s*[:=]\s*)?[[{]/.test(text)
}

function toRow({ line, uri, username, secret }: FoundServer): Result<ImportedServer, RefusedEntry> {
  const parsed = parseIceUri(uri)
  const refuse = (fault: IceImportFault): Result<never, RefusedEntry> =>
    err({ line, text: withoutSecrets(uri.trim()).slice(0, 120), fault })
  if (!parsed.ok) return refuse(parsed.error)
  // STUN asks for no login (RFC 8489, section 9: binding requests go without one).
  if (!isRelay(parsed.value)) return ok({ uri: formatIceUri(parsed.value), username: '', secret: null })
  if (isUsernameTooLong(username)) return refuse('username-too-long')
  if ((secret?.length ?? 0) > ICE_SECRET_LENGTH) return refuse('secret-too-long')
  return ok({ uri: formatIceUri(parsed.value), username, secret: secret === '' ? null : secret })
}

/**
 * What can be shown of an address that was refused. `turn:name:secret@host` shows the host only, a query only a transport,
 * a setting only its key; and what is no address at all may be a secret that stands on a line of its own.
 */
function withoutSecrets(uri: string): string {
  const [, key] = /^-{0,2}([a-z][a-z0-9-]*)\s*=/i.exec(uri) ?? []
  if (key !== undefined) return key
  if (!/^(stuns?|turns?|https?|wss?):/i.test(uri)) return ''
  const [place = '', ...query] = uri.replace(/^([a-z]+:)?.*@/is, '$1').split('?')
  const shownQuery = /^transport=\w*$/i.test(query.join('?')) ? query.join('?') : '…'
  return query.length === 0 ? place : `${place}?${shownQuery}`
}
