import type { Agent } from 'node:http'
import { connect } from 'node:net'
import type { Session } from 'electron'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'
import { appError, type ErrorCode } from '../shared/errors.ts'
import { err, ok } from '../shared/result.ts'
import type { FindWayOut, WayOut } from '../shared/signaling/socket-io.ts'
import { proxyLogin, type ProxyPlace } from './proxy-login.ts'

/** How long a proxy is given to take a connection before the next one is tried, in milliseconds. */
const REACH_LIMIT_MS = 2_000

export type ProxyChoice =
  | { readonly kind: 'direct' }
  | ({ readonly kind: 'http' | 'https' | 'socks4' | 'socks5' } & ProxyPlace)

const KINDS: Readonly<Record<string, Exclude<ProxyChoice['kind'], 'direct'>>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}
const DEFAULT_PORTS = { http: 80, https: 443, socks4: 1080, socks5: 1080 } as const

/**
 * Reads the answer of `session.resolveProxy`, which is that of a PAC script: choices in their order, between semicolons,
 * e.g. `PROXY a:3128; SOCKS5 b:1080; DIRECT`. What is not understood is left out; nothing at all is direct.
 */
export function parseProxyChoices(text: string): ProxyChoice[] {
  const choices = text.split(';').flatMap((part): ProxyChoice[] => {
    const [word = '', place = ''] = part.trim().split(/\s+/)
    if (word.toUpperCase() === 'DIRECT') return [{ kind: 'direct' }]
    const kind = KINDS[word.toUpperCase()]
    const [, host, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(place) ?? []
    if (kind === undefined || host === undefined) return []
    return [{ kind, host, port: port === undefined ? DEFAULT_PORTS[kind] : Number(port) }]
  })
  return choices.length === 0 ? [{ kind: 'direct' }] : choices
}

/** Whether Chromium goes to an origin through a proxy, which may know names and reach places that nobody else does. */
export async function isProxied(session: Pick<Session, 'resolveProxy'>, origin: string): Promise<boolean> {
  const [first] = parseProxyChoices(await session.resolveProxy(origin))
  return first?.kind !== 'direct'
}

/** Finds the way out that the system's proxy settings name for a server: the first that takes a connection. */
export function createWayOut(
  session: Pick<Session, 'resolveProxy'>,
  env: NodeJS.ProcessEnv,
  introduce: (origin: string, proxy: ProxyPlace) => void,
): FindWayOut {
  return async (origin) => {
    const choices = parseProxyChoices(await session.resolveProxy(origin))
    for (const choice of choices) {
      if (choice.kind === 'direct') return ok(null)
      if (!(await takesConnections(choice.host, choice.port))) continue
      introduce(origin, choice)
      return ok(wayThrough(choice, env))
    }
    return err(appError('proxy-unreachable', origin))
  }
}

function wayThrough(choice: Exclude<ProxyChoice, { kind: 'direct' }>, env: NodeJS.ProcessEnv): WayOut {
  const { kind, host, port } = choice
  const login = proxyLogin(env, host, port)
  const user =
    login === null ? '' : `${encodeURIComponent(login.username)}:${encodeURIComponent(login.password)}@`
  if (kind === 'socks4' || kind === 'socks5') {
    // The proxy looks the name up: only it may know the server (RFC 1928, section 5).
    const scheme = kind === 'socks4' ? 'socks4a' : 'socks5h'
    return { agent: new SocksProxyAgent(`${scheme}://${user}${host}:${port}`), refusal: () => null }
  }
  const agent = new HttpsProxyAgent(`${kind}://${user}${host}:${port}`)
  let refusal: ErrorCode | null = null
  // RFC 9110, sections 9.3.6 and 15.5.8. The class does not declare the event that it documents.
  const events: Agent & {
    on(event: 'proxyConnect', listener: (answer: { statusCode: number }) => void): void
  } = agent
  events.on('proxyConnect', ({ statusCode }) => {
    const isOpen = statusCode >= 200 && statusCode < 300
    refusal = isOpen ? null : statusCode === 407 ? 'proxy-password' : 'proxy-refused'
  })
  return { agent, refusal: () => refusal }
}

function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, timeout: REACH_LIMIT_MS })
    const finish = (takes: boolean): void => {
      socket.destroy()
      resolve(takes)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(false))
    socket.once('error', () => finish(false))
  })
}
