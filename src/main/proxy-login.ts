import type { Net } from 'electron'

export interface ProxyPlace {
  readonly host: string
  readonly port: number
}

/** Names and passwords for proxies, as the environment carries them: `HTTPS_PROXY=http://name:password@host:port`. */
export function proxyLogin(
  env: NodeJS.ProcessEnv,
  host: string,
  port: number,
): { readonly username: string; readonly password: string } | null {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']
  for (const name of names) {
    const text = env[name] ?? ''
    const url = URL.canParse(text) ? new URL(text) : null
    if (url === null || url.username === '' || portOf(url) !== port) continue
    if (url.hostname.toLowerCase() === host.toLowerCase()) {
      return { username: decode(url.username), password: decode(url.password) }
    }
  }
  return null
}

function portOf({ protocol, port }: URL): number {
  if (port !== '') return Number(port)
  if (protocol.startsWith('socks')) return 1080
  return protocol === 'https:' ? 443 : 80
}

/** A password with a lone percent sign in it was written as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * A socket of Chromium's WebRTC gives a proxy only a login that a request has used before, and asks nobody for one. So one
 * request goes through each proxy that has a login, and TURN over TCP and TLS gets through as well.
 */
export function createIntroductions(
  net: Pick<Net, 'request'>,
  env: NodeJS.ProcessEnv,
): (origin: string, proxy: ProxyPlace) => void {
  const known = new Set<string>()
  return (origin, { host, port }) => {
    const proxy = `${host}:${port}`
    if (known.has(proxy) || proxyLogin(env, host, port) === null) return
    known.add(proxy)
    const request = net.request({ method: 'HEAD', url: origin })
    // Once: a login that is wrong would be asked for again and again.
    request.once('login', ({ isProxy, host, port }, answer) => {
      const login = isProxy ? proxyLogin(env, host, port) : null
      answer(login?.username, login?.password)
    })
    // Whatever the server says, the proxy has let it through.
    request.on('error', () => known.delete(proxy))
    request.end()
  }
}
