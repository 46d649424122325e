import { PublicKey, UserName } from './ids.ts'
import { parseServerAddress } from './model/server-address.ts'

export const LINK_SCHEME = 'tincan'
/** Longest link that is read, in characters: a name of 32 code points, percent-encoded, the longest host name and a key. */
const LINK_LENGTH = 1_000

/** What a link asks for. It comes from anybody, so that a person is asked before anything is done. */
export interface Link {
  readonly type: 'call' | 'add'
  readonly name: UserName
  /** The origin of the server at which the name is; null when the link does not say, and then it is the own one. */
  readonly server: string | null
  /** The key that the one who made the link says is theirs, to be compared with the one that the server names. */
  readonly key: PublicKey | null
}

/**
 * Reads `tincan://call/NAME@server` and `tincan://add/NAME@server?key=KEY` (RFC 3986: the name percent-encoded). What else
 * a query or a fragment says has no meaning. Null for anything else.
 */
export function parseLink(text: string): Link | null {
  if (text.length > LINK_LENGTH) return null
  const [, action, target, rest = ''] =
    /^tincan:\/\/(call|add)\/([^/?#\s]+)\/?([?#]\S*)?$/i.exec(text.trim()) ?? []
  const decoded = target === undefined ? null : decode(target)
  if (action === undefined || decoded === null) return null
  const at = decoded.lastIndexOf('@')
  const name = UserName.safeParse(at === -1 ? decoded : decoded.slice(0, at))
  if (!name.success) return null
  const type = action.toLowerCase() === 'call' ? 'call' : 'add'
  const key = PublicKey.safeParse(/^\?(?:[^#]*&)?key=([^&#]*)/.exec(rest)?.[1]).data ?? null
  if (at === -1) return { type, name: name.data, server: null, key }
  const server = parseHost(decoded.slice(at + 1))
  return server === null ? null : { type, name: name.data, server, key }
}

/** The link by which others add me. */
export function addLink(me: {
  readonly name: UserName
  readonly server: string
  readonly publicKey: PublicKey
}): string {
  // The port is left away where it goes without saying.
  const { host } = new URL(me.server)
  const parsed = parseHost(host)
  const address = parsed !== null && isSameServer(parsed, me.server) ? host : placeOf(me.server)
  return `${LINK_SCHEME}://add/${encodeURIComponent(me.name)}@${address}?key=${me.publicKey}`
}

export function isLink(text: string): boolean {
  return /^tincan:/i.test(text)
}

/** A host with or without a port; a scheme, a login or a path is none. */
function parseHost(text: string): string | null {
  if (!/^(?:\[[0-9a-f:.]+\]|[^\s/?#@:[\]\\]+)(?::\d{1,5})?$/i.test(text)) return null
  const origin = parseServerAddress(text)
  return origin.ok ? origin.value : null
}

/** Whether two origins are one server: a link cannot say whether it is reached with or without TLS. */
export function isSameServer(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b)
}

/** The host and the port of an origin. */
function placeOf(origin: string): string {
  const { hostname, port, protocol } = new URL(origin)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

/** Null for a text that is no percent-encoded UTF-8. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
