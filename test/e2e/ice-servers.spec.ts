import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { callReport } from '../../src/shared/model/call-report.ts'
import { startCoturn, type Coturn } from '../support/coturn.ts'
import { buildHarness } from '../support/harness.ts'
import { observed, type Person } from '../support/person.ts'
import { startRefusingTurn, type RefusingTurn } from '../support/refusing-turn.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  connect,
  dial,
  expectClean,
  expectSoundBothWays,
  makeContacts,
  phases,
  startCaller,
  tincan,
  withCall,
} from './callers.ts'

let coturn: Coturn
let server: TestServer
let alice: Person
let bob: Person

test.beforeAll(async () => {
  coturn = await startCoturn({ auth: { username: 'tina', password: 'a-secret-of-its-own' } })
  server = await startTestServer({ webDir: await buildHarness() })
})
test.afterAll(async () => {
  await server?.dispose()
  await coturn?.stop()
})
test.beforeEach(async () => {
  ;[alice, bob] = await Promise.all([
    startCaller(server.origin, `alice${test.info().title.length}`, { frequency: 440 }),
    startCaller(server.origin, `bob${test.info().title.length}`, { frequency: 1_000 }),
  ])
})
test.afterEach(() => Promise.all([alice?.close(), bob?.close()]))

const bobsName = (): string => `bob${test.info().title.length}`

/** What Preferences > Network does. */
async function useRelay(
  { page }: Person,
  iceTransportPolicy: 'all' | 'relay',
  { uri, username, secret }: Pick<RefusingTurn, 'uri' | 'username' | 'secret'> = {
    uri: `turn:127.0.0.1:${coturn.port}?transport=udp`,
    username: coturn.username,
    secret: coturn.password,
  },
): Promise<void> {
  const draft = { id: randomUUID(), uri, username, secret, enabled: true }
  const saved = await tincan(
    page,
    async ({ host }, [row, policy]) => [
      await host.network.saveServers([row] as never),
      await host.settings.update({ iceTransportPolicy: policy }),
    ],
    [draft, iceTransportPolicy] as const,
  )
  expect(saved).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ])
}

const networkReturns = ({ page }: Person): Promise<void> =>
  page.evaluate(() => void dispatchEvent(new Event('online')))

const configurationOf = ({ page }: Person) =>
  observed(page, (seen) => {
    const { iceServers = [], iceTransportPolicy } = seen.connections.at(-1)!.getConfiguration()
    return { urls: iceServers.flatMap(({ urls }) => urls), iceTransportPolicy }
  })

const ownCandidateTypes = ({ page }: Person): Promise<string[]> =>
  observed(page, async (seen) => {
    const stats = await seen.connections.at(-1)!.getStats()
    return [...(stats as unknown as Map<string, { type: string; candidateType: string }>).values()]
      .filter(({ type }) => type === 'local-candidate')
      .map(({ candidateType }) => candidateType)
  })

const pathOf = ({ page }: Person): Promise<string | undefined> =>
  tincan(page, ({ session }) => session.state.get().calls[0]?.path?.kind)

const endOf = ({ page }: Person): Promise<string | null> =>
  tincan(page, ({ session }) => {
    const call = session.state.get().calls[0]?.call
    return call?.phase === 'ended' ? call.reason : null
  })

for (const starter of ['the one who changed it', 'the other side']) {
  test(`a list that is changed in a call holds for its next ICE restart, begun by ${starter}`, async () => {
    await connect(alice, bob, bobsName())
    await expectSoundBothWays(alice, bob)
    expect(await configurationOf(bob)).toEqual({ urls: [], iceTransportPolicy: 'all' })
    await useRelay(bob, 'relay')
    // Nothing is torn down for it.
    expect(await pathOf(bob)).not.toBe('relayed')

    await networkReturns(starter === 'the other side' ? alice : bob)
    await expect
      .poll(() => configurationOf(bob))
      .toEqual({
        urls: [`turn:127.0.0.1:${coturn.port}?transport=udp`],
        iceTransportPolicy: 'relay',
      })
    // Whether the sound then takes the relay is the browser's choice: it may keep a direct way that works.
    await expect.poll(() => ownCandidateTypes(bob)).toContain('relay')
    await expectSoundBothWays(alice, bob)
  })
}

test('addresses that are to be hidden, and no relay: the call is refused, and the reason said', async () => {
  await tincan(alice.page, ({ host }) => host.settings.update({ iceTransportPolicy: 'relay' }))
  const dialled = await tincan(alice.page, ({ session }, name) => session.dial(name), bobsName())
  expect(dialled).toMatchObject({ ok: false, error: { code: 'relay-missing' } })
  expect(await phases(alice.page)).toEqual([])
  expect(await observed(alice.page, (seen) => [seen.connections.length, seen.asked])).toEqual([0, 0])
})

test('and a call that rings there ends as soon as it is accepted, with no microphone opened', async () => {
  const alicesName = `alice${test.info().title.length}`
  await tincan(alice.page, ({ host }) => host.settings.update({ iceTransportPolicy: 'relay' }))
  await makeContacts(alice, alicesName, bob, bobsName())
  await dial(bob.page, alicesName)
  await expect.poll(() => phases(alice.page)).toEqual(['ringing-in'])
  const gathering = () => observed(alice.page, (seen) => seen.connections.at(-1)?.iceGatheringState)
  await expect.poll(gathering).toBe('complete')
  await withCall(alice.page, 'ringing-in', 'accept')
  const inTime = { timeout: 1_000 }
  await expect.poll(() => endOf(alice), inTime).toBe('relay-missing')
  await expect.poll(() => endOf(bob), inTime).toBe('peer-network-failed')
  expect(await observed(alice.page, (seen) => seen.asked)).toBe(0)
  for (const { page } of [alice, bob]) await expectClean(page)
})

test('a relay that is full ends a call that may use nothing else, and that is said', async () => {
  const full = await startRefusingTurn(508)
  try {
    await useRelay(alice, 'relay', full)
    await dial(alice.page, bobsName())
    await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
    await withCall(bob.page, 'ringing-in', 'accept')
    await expect.poll(() => endOf(alice)).toBe('relay-refused')
    await expect.poll(() => endOf(bob)).toBe('peer-network-failed')
  } finally {
    full.stop()
  }
})

test('the report of a real call holds no address, no name and no secret', async () => {
  await useRelay(alice, 'relay')
  await connect(alice, bob, bobsName())
  await expectSoundBothWays(alice, bob)
  await expect.poll(() => pathOf(alice)).toBe('relayed')
  await withCall(alice.page, 'active', 'end')
  const look = () =>
    tincan(alice.page, async ({ host }) => {
      const [entry] = (await host.state()).history
      const log = entry && (await host.history.log(entry.callId))
      return { entry, log: log?.ok ? log.value : null }
    })
  await expect.poll(async () => (await look()).log).not.toBeNull()
  const { entry, log } = await look()
  expect(JSON.stringify(log)).toContain('127.0.0.1')
  const report = callReport(entry!, log!, 'test')
  expect(report).toContain('path relayed over udp')
  expect(report).not.toMatch(/\d+\.\d+\.\d+\.\d+|\[?[\da-f]*::/i)
  expect(report).not.toContain('.local')
  expect(report).not.toContain(bobsName())
  for (const text of [report, JSON.stringify(log)]) {
    expect(text).not.toContain(coturn.password)
    expect(text).not.toContain(coturn.username)
    expect(text).not.toMatch(/ice-pwd|ice-ufrag|fingerprint|candidate:/)
  }
})
