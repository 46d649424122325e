import { err, ok, type Result } from '../result.ts'
import { ICE_URI_LENGTH } from '../model/ice-server.ts'

/** A STUN or TURN URI (RFC 7064, section 3.1; RFC 7065, section 3.1). */
export interface IceUri {
  readonly scheme: 'stun' | 'stuns' | 'turn' | 'turns'
  /** A name, an IPv4 address, or an IPv6 address without its brackets. Lower case. */
  readonly host: string
  /** Null takes the default of the scheme, see `portOf`. */
  readonly port: number | null
  /** Null takes the default of the scheme: UDP and then TCP for `turn`, TCP for `turns`. Always null for STUN. */
  readonly transport: 'udp' | 'tcp' | null
}

/** Why a text is no URI that can be used, one for each sentence of the catalogue. */
export const ICE_URI_FAULTS = [
  'empty',
  'too-long',
  'whitespace',
  'scheme', // none of the four
  'slashes', // `turn://`: these URIs have no authority part
  'userinfo', // `turn:user@host`
  'host-missing',
  'host-invalid',
  'ipv6-brackets',
  'port-invalid',
  'path', // anything behind the host that is neither port nor query
  'query-on-stun',
  'query-invalid', // another query than `?transport=`
  'transport-unknown',
  'turns-over-udp', // DTLS to a TURN server: allowed by the RFC, spoken by no browser
] as const
export type IceUriFault = (typeof ICE_URI_FAULTS)[number]

const DEFAULT_PORTS = { stun: 3478, turn: 3478, stuns: 5349, turns: 5349 } as const

/** Reads a URI by the grammar of RFC 7064 and RFC 7065, whose hosts are those of RFC 3986, section 3.2.2. */
export function parseIceUri(text: string): Result<IceUri, IceUriFault> {
  const trimmed = text.trim()
  if (trimmed === '') return err('empty')
  if (trimmed.length > ICE_URI_LENGTH) return err('too-long')
  if (/\s/.test(trimmed)) return err('whitespace')
  const colon = trimmed.indexOf(':')
  const scheme = trimmed.slice(0, Math.max(0, colon)).toLowerCase()
  if (!isScheme(scheme)) return err('scheme')
  const rest = trimmed.slice(colon + 1)
  if (rest.startsWith('//')) return err('slashes')
  const mark = rest.indexOf('?')
  const authority = mark === -1 ? rest : rest.slice(0, mark)
  const query = mark === -1 ? null : rest.slice(mark + 1)
  if (authority.includes('@')) return err('userinfo')
  if (/[/#]/.test(authority)) return err('path')
  const place = splitHost(authority)
  if (!place.ok) return place
  const transport = parseQuery(scheme, query)
  if (!transport.ok) return transport
  return ok({ scheme, ...place.value, transport: transport.value })
}

function isScheme(text: string): text is IceUri['scheme'] {
  return Object.hasOwn(DEFAULT_PORTS, text)
}

function splitHost(text: string): Result<Pick<IceUri, 'host' | 'port'>, IceUriFault> {
  if (text === '') return err('host-missing')
  if (text.startsWith('[')) {
    const [, host, port] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? []
    if (host === undefined) return err(text.includes(']') ? 'path' : 'ipv6-brackets')
    if (!isIpv6(host)) return err('host-invalid')
    return withPort(host, port)
  }
  const parts = text.split(':')
  if (parts.length > 2) return err('ipv6-brackets')
  const [host = '', port] = parts
  if (host === '') return err('host-missing')
  return isHostName(host) ? withPort(host, port) : err('host-invalid')
}

function withPort(
  host: string,
  port: string | undefined,
): Result<Pick<IceUri, 'host' | 'port'>, IceUriFault> {
  if (port === undefined) return ok({ host: host.toLowerCase(), port: null })
  const number = Number(port)
  if (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535) return err('port-invalid')
  return ok({ host: host.toLowerCase(), port: number })
}

/**
 * A name whose labels the DNS can hold (RFC 1123, section 2.1), or a dotted IPv4 address. RFC 3986 would take more, for
 * which no server could ever be found.
 */
function isHostName(host: string): boolean {
  if (/^[\d.]+$/.test(host)) return isIpv4(host)
  if (host.length > 253) return false
  return host
    .replace(/\.$/, '')
    .split('.')
    .every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

/** RFC 3986, section 3.2.2: eight groups, of which one run may be left out, the last two perhaps as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)
  const hasIpv4 = last?.includes('.') === true
  if (hasIpv4 && !isIpv4(last)) return false
  const hex = hasIpv4 ? groups.slice(0, -1) : groups
  if (!hex.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false
  const count = hex.length + (hasIpv4 ? 2 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}

function parseQuery(
  scheme: IceUri['scheme'],
  query: string | null,
): Result<IceUri['transport'], IceUriFault> {
  if (query === null) return ok(null)
  if (scheme === 'stun' || scheme === 'stuns') return err('query-on-stun')
  const [, value] = /^transport=([^&#]*)$/i.exec(query) ?? []
  if (value === undefined) return err('query-invalid')
  const transport = value.toLowerCase()
  if (transport !== 'udp' && transport !== 'tcp') return err('transport-unknown')
  return scheme === 'turns' && transport === 'udp' ? err('turns-over-udp') : ok(transport)
}

/** The one way to write a URI: what `parseIceUri` reads back as the same. */
export function formatIceUri({ scheme, host, port, transport }: IceUri): string {
  return `${scheme}:${inBrackets(host)}${port === null ? '' : `:${port}`}${transport === null ? '' : `?transport=${transport}`}`
}

const inBrackets = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** RFC 7064, section 3.2 and RFC 7065, section 3.2. */
export function portOf({ scheme, port }: IceUri): number {
  return port ?? DEFAULT_PORTS[scheme]
}

/** What Chromium asks for the proxy of, before it connects to the server over TCP or TLS. */
export function originOf(uri: IceUri): string {
  return `https://${inBrackets(uri.host)}:${portOf(uri)}`
}

/** Whether a server is known by a name, which has to be looked up, and not by its address. */
export function hasName({ host }: IceUri): boolean {
  return !host.includes(':') && !/^[\d.]+$/.test(host)
}

export function isRelay({ scheme }: IceUri): boolean {
  return scheme === 'turn' || scheme === 'turns'
}

/**
 * What a peer connection is given. A `turn` URI without transport stands for UDP and TCP (RFC 7065, section 4), of which
 * Chromium would try UDP alone.
 */
export function urlsOf(uri: IceUri): string[] {
  if (uri.scheme === 'turn' && uri.transport === null) {
    return (['udp', 'tcp'] as const).map((transport) => formatIceUri({ ...uri, transport }))
  }
  return [formatIceUri(uri.scheme === 'turns' ? { ...uri, transport: 'tcp' } : uri)]
}
