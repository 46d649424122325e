import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { tincan } from '../e2e/callers.ts'
import type { ProxyOptions } from '../support/proxy.ts'
import { callAndHear } from './support/calls.ts'
import { PROXY, RELAY, SERVER, SIGNALING } from './support/internet.ts'
import { whyNoLab, type Namespace } from './support/namespace.ts'
import { restCredentials } from './support/rest-credentials.ts'
import { befriend, createWorld, TURN_SECRET, useServers, type World } from './support/world.ts'

const obstacle = whyNoLab()
test.skip(obstacle !== null, obstacle ?? '')

// A company: nothing leaves the house but what its proxy carries.

let world: World | undefined
let proxy: ChildProcess | undefined
test.afterEach(async () => {
  if (proxy?.exitCode === null && proxy.kill()) await once(proxy, 'exit')
  await world?.dispose()
  world = proxy = undefined
})

const TCP = { url: `turn:${RELAY.ipv4}?transport=tcp`, relayPort: 3478, protocol: 'tcp' } as const
const TLS = { url: `turns:${RELAY.ipv4}:443`, relayPort: 443, protocol: 'tls' } as const
/** Known to the proxy alone. */
const RELAY_NAME = 'relay.test'
const LOGIN = { username: 'anna', password: 's3cret' }

for (const { name, kind, scheme, login, url, relayPort, protocol } of [
  { name: 'an HTTP proxy', kind: 'http', scheme: 'http', login: undefined, ...TCP },
  { name: 'an HTTP proxy', kind: 'http', scheme: 'http', login: undefined, ...TLS },
  { name: 'an HTTP proxy that wants a password', kind: 'http', scheme: 'http', login: LOGIN, ...TCP },
  { name: 'a SOCKS proxy', kind: 'socks', scheme: 'socks5', login: undefined, ...TCP },
] as const) {
  test(`signaling, and TURN over ${protocol}, go through ${name}`, async () => {
    world = await createWorld({ turnUrls: [url] })
    const { internet } = world
    await world.relay()
    proxy = await startProxy(
      kind,
      internet.publicHost('proxy', 30, ['ipv4']),
      login && `${login.username}:${login.password}`,
    )
    const company = internet.home('company', 1, 'independent')
    company.configure('independent', 'proxy-only')
    const alice = await world.person('alice', company.host('alice', 1), {
      frequency: 440,
      proxy: { server: `${scheme}://${PROXY.ipv4}:${PROXY.port}`, ...login },
    })
    const bob = await world.person('bob', internet.publicHost('bob', 100, ['ipv4']), { frequency: 660 })
    await befriend(alice, bob)
    const routes = [
      { local: 'relay', remote: 'host', protocol, theirs: 'udp' },
      { local: 'relay', remote: 'relay', protocol },
    ] as const
    await callAndHear(`${name}, TURN over ${protocol}`, alice, bob, ...routes)

    const places = await asked()
    expect(places).toContain(`${RELAY.ipv4}:${relayPort}`)
    expect(places).toContain(`${SERVER.ipv4}:${SIGNALING.port}`)

    if (login !== undefined) await expectGoodTest(alice.page)
  })
}

/** The test in Preferences is of what a call would use: a name is for the proxy to look up, if nobody else knows it. */
async function expectGoodTest(page: Page): Promise<void> {
  const uri = `turn:${RELAY_NAME}?transport=tcp`
  await useServers(page, [{ uri, ...restCredentials(TURN_SECRET, 'alice') }])
  await tincan(page, ({ doctor }) => doctor.testAll())
  const look = () =>
    tincan(
      page,
      ({ doctor }, wanted) =>
        doctor.state.get().rows.find((row) => row.uri === wanted)?.transports[0]?.status ?? '',
      uri,
    )
  // A relay behind a proxy may well be slow.
  await expect.poll(look, { timeout: 10_000 }).toMatch(/good|fair/)
  expect(await asked()).toContain(`${RELAY_NAME}:3478`)
}

async function startProxy(kind: 'http' | 'socks', place: Namespace, login?: string): Promise<ChildProcess> {
  const file = join(import.meta.dirname, '..', 'support', 'proxy.ts')
  const options: ProxyOptions = {
    host: PROXY.ipv4,
    port: PROXY.port,
    hosts: { [RELAY_NAME]: RELAY.ipv4 },
    ...(login !== undefined && { login }),
  }
  const child = spawn(
    'ip',
    ['netns', 'exec', place.name, process.execPath, file, kind, JSON.stringify(options)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  await once(child, 'message')
  return child
}

async function asked(): Promise<string[]> {
  proxy?.send('asked')
  const [answer] = (await once(proxy!, 'message')) as [{ asked: string[] }]
  return answer.asked
}
