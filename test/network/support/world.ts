import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { makeContacts, startCaller, tincan } from '../../e2e/callers.ts'
import { startCoturn, type Coturn, type CoturnOptions } from '../../support/coturn.ts'
import { buildHarness } from '../../support/harness.ts'
import type { BrowserPerson, PersonOptions } from '../../support/person.ts'
import { createInternet, RELAY, SECOND_RELAY, SERVER, SIGNALING, type Internet } from './internet.ts'
import type { Namespace } from './namespace.ts'

export const TURN_SECRET = 'only-for-this-test'

/** What a relay of these tests has in common: it never relays into a private network. */
const SAFE = [
  'denied-peer-ip=10.0.0.0-10.255.255.255',
  'denied-peer-ip=172.16.0.0-172.31.255.255',
  'denied-peer-ip=192.168.0.0-192.168.255.255',
  'denied-peer-ip=127.0.0.0-127.255.255.255',
  'user-quota=50',
]

/** An internet with the real signaling server in it, and people who join from wherever they are. */
export interface World {
  readonly internet: Internet
  /** Origin that people dial; by IPv6 for who has nothing else. */
  readonly origin: (family?: 'ipv4' | 'ipv6') => string
  /** Starts coturn at one of the two relays. */
  relay(
    options?: { readonly second?: boolean; readonly extra?: readonly string[] } & CoturnOptions,
  ): Promise<Coturn>
  /** Somebody at a computer with an account, online. */
  person(name: string, at: Namespace, options: PersonPlace): Promise<Caller>
  stopServer(): Promise<void>
  startServer(): Promise<void>
  dispose(): Promise<void>
}

export interface PersonPlace {
  /** Hz */
  readonly frequency: number
  readonly family?: 'ipv4' | 'ipv6'
  readonly flags?: readonly string[]
  readonly proxy?: PersonOptions['proxy']
  /** Own servers, in their order. */
  readonly servers?: readonly OwnServer[]
  readonly policy?: 'all' | 'relay'
  /** For benchmarks that put their own script into the page. */
  readonly bypassCSP?: boolean
}

export interface OwnServer {
  readonly uri: string
  readonly username?: string
  readonly secret?: string
}

export interface Caller extends BrowserPerson {
  readonly name: string
}

export async function createWorld(options: { readonly turnUrls?: readonly string[] } = {}): Promise<World> {
  const harness = await buildHarness()
  const internet = createInternet()
  const folder = mkdtempSync(join(tmpdir(), 'tincan-world-'))
  const relays: Coturn[] = []
  const people: Caller[] = []
  let server: ChildProcess | null = null
  let spkis: string[] = []

  const startServer = async (): Promise<void> => {
    const main = join(import.meta.dirname, '..', '..', '..', 'src', 'server', 'main.ts')
    const lent = options.turnUrls ?? []
    const child = spawn(
      'ip',
      [
        ...['netns', 'exec', internet.server.name, process.execPath, main],
        ...['--host', '::', '--port', String(SIGNALING.port), '--web', harness, '--data', folder],
        ...(lent.length > 0 ? ['--turn-url', ...lent, '--turn-secret', TURN_SECRET] : []),
      ],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    )
    server = child
    const [message] = (await once(child, 'message')) as [{ type: string }]
    expect(message.type).toBe('listening')
  }
  const stopServer = async (): Promise<void> => {
    const child = server
    server = null
    if (child === null || child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const origin: World['origin'] = (family = 'ipv4') =>
    family === 'ipv4'
      ? `http://${SERVER.ipv4}:${SIGNALING.port}`
      : `http://[${SERVER.ipv6}]:${SIGNALING.port}`

  const dispose = async (): Promise<void> => {
    await Promise.allSettled(people.map((person) => person.close()))
    await Promise.allSettled(relays.map((relay) => relay.stop()))
    await stopServer()
    internet.dispose()
    rmSync(folder, { recursive: true, force: true })
  }

  const world: World = {
    internet,
    origin,
    async relay({ second = false, extra = [], ...change } = {}) {
      const { ipv4, ipv6 } = second ? SECOND_RELAY : RELAY
      const relay = await startCoturn({
        prefix: (second ? internet.secondRelay : internet.relay).prefix,
        addresses: [ipv4, ipv6],
        port: 3478,
        tlsPort: 443,
        auth: { secret: TURN_SECRET },
        extra: [...SAFE, ...extra],
        ...change,
      })
      relays.push(relay)
      spkis = [...spkis, relay.spki]
      return relay
    },
    async person(name, at, place) {
      const at6 = place.family === 'ipv6'
      const person = await startCaller(origin(at6 ? 'ipv6' : 'ipv4'), name, {
        frequency: place.frequency,
        prefix: at.prefix,
        bypassCSP: place.bypassCSP ?? false,
        ...(place.proxy !== undefined && { proxy: place.proxy }),
        flags: [
          // getUserMedia wants a secure context, which a plain origin of a test is not.
          `--unsafely-treat-insecure-origin-as-secure=${origin('ipv4')},${origin('ipv6')}`,
          `--ignore-certificate-errors-spki-list=${spkis.join(',')}`,
          ...(place.flags ?? []),
        ],
      })
      const caller = Object.assign(person, { name })
      people.push(caller)
      await useServers(caller.page, place.servers ?? [], place.policy ?? 'all')
      return caller
    },
    startServer,
    stopServer,
    dispose,
  }
  try {
    await startServer()
  } catch (error) {
    await dispose()
    throw error
  }
  return world
}

/** Sets the own servers and the policy, as Preferences > Network does. Public servers are not asked: there are none here. */
export async function useServers(
  page: Page,
  servers: readonly OwnServer[],
  policy: 'all' | 'relay' = 'all',
): Promise<void> {
  const drafts = servers.map(({ uri, username = '', secret }) => ({
    id: randomUUID(),
    uri,
    username,
    enabled: true,
    ...(secret !== undefined && { secret }),
  }))
  const saved = await tincan(
    page,
    async ({ host }, [list, iceTransportPolicy]) => [
      await host.network.saveServers(list as unknown as Parameters<typeof host.network.saveServers>[0]),
      await host.settings.update({ publicStun: false, iceTransportPolicy }),
    ],
    [drafts, policy] as const,
  )
  expect(saved).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ])
}

export async function befriend(a: Caller, b: Caller): Promise<void> {
  await makeContacts(a, a.name, b, b.name)
}
