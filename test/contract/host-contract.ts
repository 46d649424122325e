import { expect, test } from '@playwright/test'
import { ask, contractWorld, type ContractOptions, type OpenHost } from './contract-world.ts'
import { networkContract } from './network-contract.ts'
import { recordsContract } from './records-contract.ts'

export type { OpenHost } from './contract-world.ts'

/** The promises of `src/shared/host.ts` that every host has to keep. */
export function hostContract(kind: string, options: ContractOptions): void {
  networkContract(kind, options)
  recordsContract(kind, options)
  test.describe(`the Host contract: ${kind}`, () => {
    const { origin, start, join, restart, state } = contractWorld(options)
    const contact = async (host: OpenHost, name: string) =>
      (await state(host)).contacts.find((known) => known.name === name)

    test('starts without an account, with default settings and the ports of its kind', async () => {
      const host = await start()
      expect(await state(host)).toMatchObject({
        account: null,
        connection: { status: 'offline', error: null },
        contacts: [],
        history: [],
        settings: { theme: 'system', reach: 'automatic', preconnect: true },
      })
      const ports = await ask(host, (h) => [
        h.shell !== null,
        h.embeddedServer !== null,
        h.updates !== null,
        typeof h.version,
      ])
      expect(ports).toEqual([options.hasShell, options.hasShell, options.hasShell, 'string'])
    })

    test('probes a server before an account is made', async () => {
      const host = await start()
      const found = await ask(host, (h, address) => h.account.probe(address), origin())
      expect(found).toEqual({ ok: true, value: { origin: origin(), registration: 'open' } })
      const nobody = await ask(host, (h) => h.account.probe('127.0.0.1:9'))
      expect(nobody).toMatchObject({ ok: false, error: { code: 'server-unreachable' } })
      const nonsense = await ask(host, (h) => h.account.probe('ftp://nowhere'))
      expect(nonsense).toMatchObject({ ok: false, error: { code: 'server-address-invalid' } })
    })

    test('makes an account, tells every slice that changed, and has it after a restart', async () => {
      const host = await start()
      await ask(host, (h) => {
        const seen: string[] = []
        Object.assign(globalThis, { seenSlices: seen })
        h.onState((change) => seen.push(change.slice))
      })
      await ask(host, (h, at) => h.account.create({ name: 'Alice', server: at }), origin())
      expect((await state(host)).connection).toEqual({ status: 'online' })
      const slices = () =>
        host.page.evaluate(() => (globalThis as unknown as { seenSlices: string[] }).seenSlices)
      await expect.poll(slices).toContain('account')
      await expect.poll(slices).toContain('connection')
      const { account } = await state(host)
      expect(account).toMatchObject({ name: 'Alice', server: origin() })

      const again = await restart(host)
      await expect.poll(async () => (await state(again)).connection.status).toBe('online')
      expect((await state(again)).account).toEqual(account)
    })

    test('says why a name or a server is refused, and keeps no half account', async () => {
      await join('alice')
      const host = await start()
      const cases = [
        ['ALICE', origin(), 'name-taken'],
        ['a@b', origin(), 'name-invalid'],
        ['bob', '127.0.0.1:9', 'server-unreachable'],
        ['bob', 'not an address', 'server-address-invalid'],
      ] as const
      for (const [name, at, code] of cases) {
        const refused = await ask(host, (h, [n, a]) => h.account.create({ name: n, server: a }), [
          name,
          at,
        ] as const)
        expect(refused, `${name} at ${at}`).toMatchObject({ ok: false, error: { code } })
        expect((await state(host)).account).toBeNull()
      }
    })

    test('contacts: request, accept, presence, nickname, safety number, block, remove', async () => {
      const alice = await join('alice')
      const bob = await join('bob')
      expect(await ask(alice, (h) => h.contacts.add('nobody'))).toMatchObject({
        error: { code: 'name-unknown' },
      })
      expect(await ask(alice, (h) => h.contacts.add('Alice'))).toMatchObject({
        error: { code: 'name-is-own' },
      })
      await ask(alice, (h) => h.contacts.add('bob'))
      await expect.poll(() => contact(bob, 'alice')).toMatchObject({ consent: 'incoming', online: null })
      await ask(bob, (h) => h.contacts.accept('alice' as never))
      await expect.poll(() => contact(alice, 'bob')).toMatchObject({ consent: 'mutual', online: true })

      await ask(alice, (h) =>
        h.contacts.update('bob' as never, { nickname: 'Bobby', favourite: true, verified: true }),
      )
      expect(await contact(alice, 'bob')).toMatchObject({
        nickname: 'Bobby',
        favourite: true,
        verified: true,
      })
      const numbers = [
        await ask(alice, (h) => h.contacts.safetyNumber('bob' as never)),
        await ask(bob, (h) => h.contacts.safetyNumber('alice' as never)),
      ]
      expect(numbers[0]).toEqual(numbers[1])
      expect(numbers[0]?.ok === true && numbers[0].value).toMatch(/^(\d{5} ){11}\d{5}$/)

      await ask(bob, (h) => h.contacts.setBlocked('alice' as never, true))
      await expect.poll(() => contact(alice, 'bob')).toMatchObject({ consent: 'mutual', online: false })
      await ask(alice, (h) => h.contacts.remove('bob' as never))
      expect(await contact(alice, 'bob')).toBeUndefined()
    })

    test('signs, sends, verifies and delivers call messages', async () => {
      const alice = await join('alice')
      const bob = await join('bob')
      await ask(bob, (h) => {
        const mail: unknown[] = []
        const forged: unknown[] = []
        Object.assign(globalThis, { mail, forged })
        h.calls.onMessage((message) => mail.push(message))
        h.calls.onTampered((event) => forged.push(event))
      })
      expect(await ask(alice, (h) => h.calls.prepare('bob'))).toEqual({
        ok: true,
        value: { name: 'bob', accepted: false },
      })
      expect(await ask(alice, (h) => h.calls.prepare('nobody'))).toMatchObject({
        error: { code: 'name-unknown' },
      })
      const sent = await ask(alice, async (h) => {
        const { account } = await h.state()
        const signed = await h.calls.sign({
          callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as never,
          from: { name: account!.name, device: account!.device },
          to: { name: 'bob' as never, device: null },
          seq: 0,
          body: { kind: 'invite', preconnect: true },
        })
        if (!signed.ok) return signed
        return { signed: signed.value, receipt: await h.calls.send(signed.value) }
      })
      expect(sent).toMatchObject({ receipt: { ok: true, value: { devices: 1 } } })
      const read = (list: string) =>
        bob.page.evaluate((name) => (globalThis as unknown as Record<string, unknown[]>)[name], list)
      await expect
        .poll(() => read('mail'))
        .toMatchObject([{ signed: (sent as { signed: object }).signed, relation: { blocked: false } }])

      const { signed } = sent as { signed: { message: object } }
      expect(await ask(bob, (h, good) => h.calls.verify(good as never), signed)).toMatchObject({ ok: true })
      const altered = { ...signed, message: { ...signed.message, seq: 1 } }
      expect(await ask(bob, (h, bad) => h.calls.verify(bad as never), altered)).toMatchObject({
        error: { code: 'call-tampered' },
      })
      await expect.poll(() => read('forged')).toMatchObject([{ from: 'alice', reason: 'signature' }])
    })

    test('the account can be removed; the name stays bound to its key', async () => {
      const host = await join('alice')
      await ask(host, (h) => h.account.remove())
      expect(await state(host)).toMatchObject({
        account: null,
        contacts: [],
        connection: { status: 'offline' },
      })
      const again = await ask(host, (h, at) => h.account.create({ name: 'alice', server: at }), origin())
      expect(again).toEqual({ ok: true, value: null })
    })
  })
}
