import { expect, test } from '@playwright/test'
import { IceServerId } from '../../src/shared/ids.ts'
import {
  ICE_SECRET_LENGTH,
  ICE_SERVERS_LIMIT,
  ICE_USERNAME_LENGTH,
  type IceServerDraft,
  type IceTransportPolicy,
} from '../../src/shared/model/ice-server.ts'
import { PUBLIC_STUN_URLS } from '../../src/shared/model/settings.ts'
import { ask, contractWorld, type ContractOptions, type OpenHost } from './contract-world.ts'

const SECRET = 's3cret of a relay'
const TTL_SECONDS = 600
const id = (number: number): IceServerId =>
  IceServerId.parse(`10000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
const relay = (number: number, change: Partial<IceServerDraft> = {}): IceServerDraft => ({
  id: id(number),
  uri: `turns:relay${number}.example`,
  username: 'anna',
  enabled: true,
  secret: SECRET,
  ...change,
})
const stun = (number: number): IceServerDraft => ({
  id: id(number),
  uri: `stun:stun${number}.example`,
  username: '',
  enabled: true,
})
/** What a peer connection gets for `relay(number)`. */
const entry = (number: number) => ({
  urls: [`turns:relay${number}.example?transport=tcp`],
  username: 'anna',
  credential: SECRET,
})

const save = (host: OpenHost, drafts: readonly IceServerDraft[]) =>
  ask(host, (h, rows) => h.network.saveServers(rows), drafts)
const iceServer = (host: OpenHost, number: number) =>
  ask(host, (h, of) => h.network.iceServer(of), id(number))
const configuration = (host: OpenHost, policy: IceTransportPolicy, fresh = false) =>
  ask(host, (h, [of, anew]) => h.calls.iceConfiguration(of, anew), [policy, fresh] as const)

/** What a host promises of STUN and TURN servers. */
export function networkContract(kind: string, options: ContractOptions): void {
  test.describe(`the Host contract, networks: ${kind}`, () => {
    const { start, join, restart, state } = contractWorld(options)

    test('the list keeps its order and its secrets through a restart, and no state shows one', async () => {
      const host = await start()
      expect(await save(host, [relay(2), stun(1), relay(3)])).toEqual({ ok: true, value: null })
      await ask(host, (h) => h.settings.update({ publicStun: false }))
      const again = await restart(host)
      const now = await state(again)
      expect(now.iceServers.map((row) => [row.uri, row.hasSecret])).toEqual([
        ['turns:relay2.example', true],
        ['stun:stun1.example', false],
        ['turns:relay3.example', true],
      ])
      expect(JSON.stringify(now)).not.toContain(SECRET)
      expect(await configuration(again, 'all')).toEqual({
        ok: true,
        value: {
          iceServers: [entry(2), { urls: ['stun:stun1.example'] }, entry(3)],
          iceTransportPolicy: 'all',
        },
      })
    })

    test('a row that is not right is refused with its reason, and the old list stays', async () => {
      const host = await start()
      await save(host, [relay(1)])
      const before = (await state(host)).iceServers
      const many = Array.from({ length: ICE_SERVERS_LIMIT + 1 }, (_, index) => stun(index))
      const { secret: _secret, ...withoutSecret } = relay(2)
      const cases: readonly (readonly [string, readonly IceServerDraft[]])[] = [
        ['empty', [relay(2, { uri: '' })]],
        ['slashes', [relay(2, { uri: 'turn://relay.example' })]],
        ['too-long', [relay(2, { uri: `turn:${'a'.repeat(600)}` })]],
        ['turns-over-udp', [relay(2, { uri: 'turns:relay.example?transport=udp' })]],
        ['username-missing', [relay(2, { username: '' })]],
        ['username-too-long', [relay(2, { username: 'u'.repeat(ICE_USERNAME_LENGTH + 1) })]],
        ['secret-missing', [withoutSecret]],
        ['secret-missing', [relay(2, { secret: '' })]],
        ['secret-too-long', [relay(2, { secret: 's'.repeat(ICE_SECRET_LENGTH + 1) })]],
        ['too-many', many],
      ]
      for (const [detail, drafts] of cases) {
        expect(await save(host, drafts), detail).toEqual({
          ok: false,
          error: { code: 'ice-server-invalid', detail },
        })
      }
      expect((await state(host)).iceServers).toEqual(before)
      expect(await iceServer(host, 1)).toEqual({ ok: true, value: entry(1) })
      expect(await iceServer(host, 2)).toMatchObject({ ok: false, error: { code: 'ice-server-unknown' } })
    })

    test('a row that is saved without its secret keeps it, and one that is switched off can still be tested', async () => {
      const host = await start()
      await save(host, [relay(1), relay(2)])
      const { secret: _secret, ...kept } = relay(1, { uri: 'turns:moved.example', enabled: false })
      expect(await save(host, [relay(2), kept])).toMatchObject({ ok: true })
      expect(await iceServer(host, 1)).toEqual({
        ok: true,
        value: { ...entry(1), urls: ['turns:moved.example?transport=tcp'] },
      })
      expect(await configuration(host, 'relay')).toEqual({
        ok: true,
        value: { iceServers: [entry(2)], iceTransportPolicy: 'relay' },
      })
    })

    test('a removed row takes its secret along', async () => {
      const host = await start()
      await save(host, [relay(1)])
      await save(host, [])
      const { secret: _secret, ...bare } = relay(1)
      expect(await save(host, [bare])).toMatchObject({ ok: false, error: { detail: 'secret-missing' } })
    })

    test('with "hide my IP" relays alone are asked; without one there is no call', async () => {
      const host = await start()
      const missing = { ok: false, error: { code: 'relay-missing' } }
      expect(await configuration(host, 'relay')).toEqual(missing)
      await save(host, [stun(1), relay(2, { enabled: false })])
      expect(await configuration(host, 'relay')).toEqual(missing)
      await save(host, [stun(1), relay(2)])
      expect(await configuration(host, 'relay')).toEqual({
        ok: true,
        value: { iceServers: [entry(2)], iceTransportPolicy: 'relay' },
      })
    })

    test('the public STUN servers come last, and not at all when they are switched off', async () => {
      const host = await start()
      await save(host, [relay(1)])
      expect(await configuration(host, 'all')).toMatchObject({
        value: { iceServers: [entry(1), { urls: PUBLIC_STUN_URLS }] },
      })
      await ask(host, (h) => h.settings.update({ publicStun: false }))
      expect(await configuration(host, 'all')).toMatchObject({ value: { iceServers: [entry(1)] } })
    })

    test('whoever listens hears that the servers are others now', async () => {
      const host = await start()
      await ask(host, (h) => {
        Object.assign(globalThis, { heard: 0 })
        h.network.onServers(() => Object.assign(globalThis, { heard: 1 }))
      })
      await save(host, [relay(1)])
      await expect.poll(() => host.page.evaluate('globalThis.heard')).toBe(1)
    })

    test('the way to one contact is kept with the contact', async () => {
      const alice = await join('alice')
      await join('bob')
      await ask(alice, (h) => h.contacts.add('bob'))
      await ask(alice, (h) => h.contacts.update('bob' as never, { iceTransportPolicy: 'relay' }))
      const again = await restart(alice)
      expect((await state(again)).contacts).toMatchObject([{ name: 'bob', iceTransportPolicy: 'relay' }])
      expect((await state(again)).settings.iceTransportPolicy).toBe('all')
    })
  })

  test.describe(`the Host contract, lent relays: ${kind}`, () => {
    const turn = { urls: ['turns:lent.example'], secret: 'of the server', ttlSeconds: TTL_SECONDS }
    const { start, join, state } = contractWorld(options, { turn })

    test('without an account nothing is lent', async () => {
      const host = await start()
      expect(await ask(host, (h) => h.network.lentServers())).toEqual({ ok: true, value: [] })
      expect(await configuration(host, 'relay')).toMatchObject({ error: { code: 'relay-missing' } })
    })

    test('what the server lends stands behind the own servers, and is fresh for an ICE restart', async () => {
      const host = await join('alice')
      await save(host, [relay(1)])
      const lent = {
        urls: ['turns:lent.example?transport=tcp'],
        username: expect.stringMatching(/^\d+:alice$/),
        credential: expect.any(String),
      }
      expect(await ask(host, (h) => h.network.lentServers())).toEqual({ ok: true, value: [lent] })
      expect(await configuration(host, 'relay')).toEqual({
        ok: true,
        value: { iceServers: [entry(1), lent], iceTransportPolicy: 'relay' },
      })
      const before = await untilOf(host)
      // The user name says until when it holds, in seconds: a later one was made later.
      await expect.poll(() => untilOf(host, true)).toBeGreaterThan(before)
      expect(JSON.stringify(await state(host))).not.toContain('lent.example')
    })

    test('it is gone with the account', async () => {
      const host = await join('alice')
      expect(await configuration(host, 'relay')).toMatchObject({ ok: true })
      await ask(host, (h) => h.account.remove())
      expect(await configuration(host, 'relay')).toMatchObject({ error: { code: 'relay-missing' } })
    })
  })
}

/** Until when the credentials hold, in seconds since the Unix epoch. */
async function untilOf(host: OpenHost, fresh = false): Promise<number> {
  const answer = await configuration(host, 'relay', fresh)
  return Number(answer.ok && answer.value.iceServers.at(-1)?.username?.split(':')[0])
}
