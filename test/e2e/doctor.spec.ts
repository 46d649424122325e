import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import type { DoctorState, TransportTest } from '../../src/renderer/media/doctor/doctor.ts'
import { startCoturn, type Coturn } from '../support/coturn.ts'
import { buildHarness } from '../support/harness.ts'
import { observed, type BrowserPerson } from '../support/person.ts'
import { startRefusingTurn } from '../support/refusing-turn.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startCaller, tincan } from './callers.ts'

let server: TestServer
let coturn: Coturn
let anna: BrowserPerson

test.beforeAll(async () => {
  coturn = await startCoturn({ extra: ['user-quota=6'] })
  server = await startTestServer({ webDir: await buildHarness() })
  anna = await startCaller(server.origin, 'anna', {
    frequency: 440,
    flags: [`--ignore-certificate-errors-spki-list=${coturn.spki}`],
  })
})
test.afterAll(async () => {
  await anna?.close()
  await server?.dispose()
  await coturn?.stop()
})

interface Row {
  readonly uri: string
  readonly username?: string
  readonly secret?: string
}

async function keep(page: Page, rows: readonly Row[]): Promise<string[]> {
  const drafts = rows.map(({ uri, username = '', secret }) => ({
    id: randomUUID(),
    uri,
    username,
    enabled: true,
    ...(secret !== undefined && { secret }),
  }))
  const saved = await tincan(
    page,
    async ({ host }, list) => [
      await host.settings.update({ publicStun: false, iceTransportPolicy: 'all' }),
      await host.network.saveServers(list as never),
    ],
    drafts,
  )
  expect(saved).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ])
  return drafts.map(({ id }) => id)
}

const look = (page: Page): Promise<DoctorState> => tincan(page, ({ doctor }) => doctor.state.get())

/** Whatever is tested, it is over after ten seconds. */
async function finish(page: Page): Promise<DoctorState> {
  await expect
    .poll(async () => (await look(page)).status, { timeout: 10_000, intervals: [50] })
    .not.toBe('running')
  return look(page)
}

async function testAll(page: Page): Promise<DoctorState> {
  await tincan(page, ({ doctor }) => doctor.testAll())
  return finish(page)
}

const testServer = (page: Page, id: string | undefined): Promise<void> =>
  tincan(page, ({ doctor }, which) => doctor.testServer(which as never), id)
const cancel = (page: Page): Promise<void> => tincan(page, ({ doctor }) => doctor.cancel())

const transportsOf = ({ rows }: DoctorState, uri: string): readonly TransportTest[] =>
  rows.find((row) => row.uri === uri)?.transports ?? []

test('a good relay: allocation and a real echo by UDP, TCP and TLS, with their times', async () => {
  const { port, tlsPort, username, password: secret } = coturn
  const plain = { uri: `turn:127.0.0.1:${port}`, username, secret }
  const secure = { uri: `turns:127.0.0.1:${tlsPort}`, username, secret }
  const stun = { uri: `stun:127.0.0.1:${port}` }
  await keep(anna.page, [plain, secure, stun])
  const state = await testAll(anna.page)
  expect(state.status).toBe('done')
  const tests = [...transportsOf(state, plain.uri), ...transportsOf(state, secure.uri)]
  expect(tests.map(({ transport }) => transport)).toEqual(['udp', 'tcp', 'tls'])
  for (const { status, times } of tests) {
    expect(status).toBe('good')
    expect(times.allocateMs).toBeGreaterThanOrEqual(0)
    expect(times.echoMs).toBeGreaterThanOrEqual(0)
  }
  expect(state.verdict).toMatch(/direct-and-relay|relay-only/)
  expect(state.findings?.candidates.map(({ type }) => type)).toContain('relay')
})

test('a wrong password is named by its STUN error', async () => {
  const uri = `turn:127.0.0.1:${coturn.port}`
  await keep(anna.page, [{ uri, username: coturn.username, secret: 'wrong' }])
  const state = await testAll(anna.page)
  for (const result of transportsOf(state, uri)) {
    expect(result).toMatchObject({ status: 'bad', fault: { kind: 'stun-error', code: 401 } })
  }
  expect(state.verdict).toMatch(/relay-broken|lan-only/)
})

test('a relay that knows the login and lends nothing is named by its STUN error', async () => {
  const codes = [437, 438, 441, 442, 486, 508]
  const relays = await Promise.all(codes.map(startRefusingTurn))
  try {
    await keep(anna.page, relays)
    const state = await testAll(anna.page)
    const said = relays.map(({ uri }) => transportsOf(state, uri))
    expect(said).toMatchObject(codes.map((code) => [{ status: 'bad', fault: { kind: 'stun-error', code } }]))
  } finally {
    for (const { stop } of relays) stop()
  }
})

test('a closed port and a name that nobody has are red within ten seconds', async () => {
  const rows = [
    { uri: 'turn:127.0.0.1:9?transport=tcp', username: 'a', secret: 'b' },
    { uri: 'turn:no-such-host.invalid', username: 'a', secret: 'b' },
    { uri: 'stun:127.0.0.1:9' },
  ]
  await keep(anna.page, rows)
  const state = await testAll(anna.page)
  for (const { uri } of rows) {
    for (const result of transportsOf(state, uri)) {
      expect(result).toMatchObject({ status: 'bad', fault: { kind: 'no-answer' } })
    }
  }
})

test('a certificate that nobody vouches for is refused', async () => {
  const other = await startCoturn()
  try {
    const uri = `turns:127.0.0.1:${other.tlsPort}`
    await keep(anna.page, [{ uri, username: other.username, secret: other.password }])
    const [tls] = transportsOf(await testAll(anna.page), uri)
    expect(tls).toMatchObject({ status: 'bad', transport: 'tls' })
  } finally {
    await other.stop()
  }
})

test('a relay that allocates and then relays to nobody is found out by the echo', async () => {
  const strict = await startCoturn({ extra: ['denied-peer-ip=0.0.0.0-255.255.255.255'] })
  try {
    const uri = `turn:127.0.0.1:${strict.port}?transport=udp`
    await keep(anna.page, [{ uri, username: strict.username, secret: strict.password }])
    const [udp] = transportsOf(await testAll(anna.page), uri)
    expect(udp).toMatchObject({ status: 'bad', fault: { kind: 'no-echo' } })
    expect(udp?.times.allocateMs).not.toBeNull()
  } finally {
    await strict.stop()
  }
})

test('an edit tests its own row and leaves the others; a running test can be cancelled', async () => {
  const { port, username, password: secret } = coturn
  const good = { uri: `turn:127.0.0.1:${port}?transport=udp`, username, secret }
  const dead = { uri: 'turn:127.0.0.1:9?transport=udp', username, secret }
  const [, deadId] = await keep(anna.page, [good, dead])
  await tincan(anna.page, ({ doctor }) => doctor.testAll())
  await expect
    .poll(async () => transportsOf(await look(anna.page), good.uri).map(({ status }) => status))
    .toEqual(['good'])
  await cancel(anna.page)
  const cancelled = await look(anna.page)
  expect(cancelled).toMatchObject({ status: 'cancelled', verdict: null, testedAt: null })
  expect(transportsOf(cancelled, dead.uri)).toEqual([])
  await testServer(anna.page, deadId)
  expect(transportsOf(await look(anna.page), good.uri).map(({ status }) => status)).toEqual(['good'])
  await cancel(anna.page)
  const open = (): Promise<number> =>
    observed(anna.page, (seen) => seen.connections.filter((pc) => pc.connectionState !== 'closed').length)
  await expect.poll(open).toBe(0)
})

test('an edit in the middle of a test leaves no row waiting for ever', async () => {
  const { port, username, password: secret } = coturn
  const good = { uri: `turn:127.0.0.1:${port}?transport=udp`, username, secret }
  const slow = { uri: 'turn:127.0.0.1:9?transport=udp', username, secret }
  const other = { uri: `turn:127.0.0.1:${port}?transport=tcp`, username, secret }
  const [, slowId, otherId] = await keep(anna.page, [good, slow, other])
  const statusOf = (state: DoctorState, { uri }: Row) => transportsOf(state, uri).map(({ status }) => status)

  await tincan(anna.page, ({ doctor }) => doctor.testAll())
  await expect.poll(async () => statusOf(await look(anna.page), slow)).toEqual(['running'])
  await testServer(anna.page, otherId)
  const whole = await finish(anna.page)
  expect([good, slow, other].map((row) => statusOf(whole, row))).toEqual([['good'], ['bad'], ['good']])
  expect(whole.verdict).not.toBeNull()

  await testServer(anna.page, slowId)
  await expect.poll(async () => statusOf(await look(anna.page), slow)).toEqual(['running'])
  await testServer(anna.page, otherId)
  const both = await finish(anna.page)
  expect([slow, other].map((row) => statusOf(both, row))).toEqual([['bad'], ['good']])
  expect(both).toMatchObject({ status: 'done', verdict: whole.verdict, testedAt: whole.testedAt })

  // What is cancelled is as it was before, and so is the verdict.
  await testServer(anna.page, slowId)
  await expect.poll(async () => statusOf(await look(anna.page), slow)).toEqual(['running'])
  await cancel(anna.page)
  const again = await look(anna.page)
  expect(statusOf(again, slow)).toEqual(['bad'])
  expect(again).toMatchObject({ status: 'done', verdict: whole.verdict, testedAt: whole.testedAt })
})

test('a test that is cancelled before its first connection leaves no error behind', async () => {
  await keep(anna.page, [{ uri: `stun:127.0.0.1:${coturn.port}` }])
  const errors: Error[] = []
  anna.page.on('pageerror', (error) => errors.push(error))
  await tincan(anna.page, async ({ doctor, host }) => {
    const { iceConfiguration } = host.calls
    const isAsked = new Promise<void>((resolve) => {
      Object.assign(host.calls, {
        async iceConfiguration() {
          doctor.cancel()
          const answer = await iceConfiguration('all', false)
          resolve()
          return answer
        },
      })
    })
    doctor.testAll()
    await isAsked
    Object.assign(host.calls, { iceConfiguration })
  })
  expect((await testAll(anna.page)).status).toBe('done')
  expect(errors).toEqual([])
})

test('hidden addresses: no STUN server is asked, and the relay is tested all the same', async () => {
  const { port, username, password: secret } = coturn
  const relay = { uri: `turn:127.0.0.1:${port}?transport=udp`, username, secret }
  const stun = { uri: `stun:127.0.0.1:${port}` }
  const [, stunId] = await keep(anna.page, [relay, stun])
  await tincan(anna.page, ({ host }) =>
    host.settings.update({ iceTransportPolicy: 'relay', publicStun: true }),
  )
  const before = await observed(anna.page, (seen) => seen.connections.length)
  const state = await testAll(anna.page)
  await testServer(anna.page, stunId)
  expect((await finish(anna.page)).rows.map(({ uri }) => uri)).toEqual([relay.uri])
  expect(state.verdict).toBe('hidden-by-relay')
  expect(state.findings).toMatchObject({ candidates: [{ type: 'relay' }], nat: null })
  const asked = await observed(anna.page, (seen) =>
    seen.connections.map((pc) => pc.getConfiguration().iceServers?.flatMap(({ urls }) => urls) ?? []),
  )
  expect(new Set(asked.slice(before).flat())).toEqual(new Set([relay.uri]))
})

test('hidden addresses without a relay: the verdict says that no call will connect', async () => {
  await keep(anna.page, [{ uri: `stun:127.0.0.1:${coturn.port}` }])
  await tincan(anna.page, ({ host }) => host.settings.update({ iceTransportPolicy: 'relay' }))
  expect((await testAll(anna.page)).verdict).toBe('hidden-without-relay')
})
