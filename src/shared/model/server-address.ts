import { appError, type AppError } from '../errors.ts'
import { err, ok, type Result } from '../result.ts'

export const DEFAULT_SERVER_PORT = 7480

/**
 * Parses what a person types as a server: `call.example.org`, `192.168.1.5:7480`, `https://host/`. Without a scheme a
 * name is https on 443 and a loopback or private address is http on 7480. The result is an origin without a slash.
 */
export function parseServerAddress(text: string): Result<string, AppError> {
  const typed = text.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  const candidate = hasScheme ? typed : `http://${typed}`
  // Chromium's parser takes a space in a host and Node's does not, so it is refused here.
  if (typed === '' || /[\s%]/.test(typed) || !URL.canParse(candidate))
    return err(appError('server-address-invalid', typed.slice(0, 200)))
  const url = new URL(candidate)
  const scheme = url.protocol.replace(/^ws/, 'http')
  const isPlain =
    (scheme !== 'http:' && scheme !== 'https:') ||
    url.username !== '' ||
    url.pathname.length > 1 ||
    url.search !== ''
  if (isPlain || url.hash !== '') return err(appError('server-address-invalid', typed.slice(0, 200)))
  if (hasScheme) return ok(`${scheme}//${url.host}`)
  // As typed: a URL does not tell the port that is the default of its scheme.
  const port = /:(\d+)\/?$/.exec(typed)?.[1]
  const origin = isLocalHost(url.hostname)
    ? `http://${url.hostname}:${port ?? DEFAULT_SERVER_PORT}`
    : `https://${url.hostname}:${port ?? 443}`
  return ok(new URL(origin).origin)
}

/** Loopback, link-local and private addresses (RFC 1918, RFC 4193) and `.local` names. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host.endsWith('.local') ||
    host === '::1' ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(host) ||
    /^192\.168\.\d+\.\d+$/.test(host) ||
    /^169\.254\.\d+\.\d+$/.test(host) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
    /^f[cd][0-9a-f]{2}:/.test(host) ||
    host.startsWith('fe80:')
  )
}
