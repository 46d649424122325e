import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { befriend, closeAll, join, newCall, roundTrip, type TestClient } from './client.ts'

let server: TestServer
let counter = 0
beforeAll(async () => {
  server = await startTestServer({ limits: { contactsPerName: 3 } })
})
afterEach(closeAll)
afterAll(() => server.dispose())

const people = async (...names: string[]): Promise<TestClient[]> => {
  counter += 1
  return Promise.all(names.map((name) => join(server.origin, { name: `${name} ${counter}` })))
}
const invite = { kind: 'invite', preconnect: true } as const

describe('consent and presence', () => {
  test('a request arrives, its acceptance makes both see each other', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    const asked = await alice.ask('contact.request', { name: bob.name })
    expect(asked.value).toMatchObject({
      name: bob.name,
      publicKey: bob.signer.publicKey,
      consent: 'outgoing',
      online: null,
    })
    await bob.hears('roster.changed', { name: alice.name, consent: 'incoming', online: null })
    const accepted = await bob.ask('contact.request', { name: alice.name })
    expect(accepted.value).toMatchObject({ consent: 'mutual', online: true })
    await alice.hears('roster.changed', { name: bob.name, consent: 'mutual', online: true })
    bob.close()
    await alice.hears('roster.changed', { name: bob.name, online: false })
  })

  test('the roster waits for who was away', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    bob.close()
    await alice.ask('contact.request', { name: bob.name })
    const again = await join(server.origin, { name: bob.name, signer: bob.signer })
    expect(again.welcome.roster).toMatchObject([{ name: alice.name, consent: 'incoming', online: null }])
  })

  test('nobody sees the presence of somebody who did not accept', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await alice.ask('contact.request', { name: bob.name })
    const again = await join(server.origin, { name: alice.name, signer: alice.signer })
    expect(again.welcome.roster).toMatchObject([{ consent: 'outgoing', online: null }])
    bob.close()
    await roundTrip(again)
    expect(again.heard.filter(({ event }) => event === 'roster.changed')).toEqual([])
  })

  test('removing ends it on both sides', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await befriend(alice, bob)
    await alice.ask('contact.remove', { name: bob.name })
    await bob.hears('roster.changed', { name: alice.name, consent: 'none', online: null })
  })

  test.each([
    ['nobody-of-that-name', 'name-unknown'],
    ['self', 'name-is-own'],
  ])('a request to %s is refused', async (to, code) => {
    const [alice] = (await people('alice')) as [TestClient]
    const answer = await alice.ask('contact.request', { name: to === 'self' ? alice.name : to })
    expect(answer).toMatchObject({ ok: false, error: { code } })
  })

  test('requests are bounded', async () => {
    const [alice, ...others] = (await people('alice', 'b', 'c', 'd', 'e')) as [TestClient, ...TestClient[]]
    const answers = []
    for (const other of others) answers.push(await alice.ask('contact.request', { name: other.name }))
    expect(answers.map((answer) => answer.error?.code ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'contacts-full'])
  })

  test('a directory entry gives name and key, and no presence', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    const found = await alice.ask('directory.lookup', { name: bob.name.toUpperCase() })
    expect(found).toEqual({ ok: true, value: { name: bob.name, publicKey: bob.signer.publicKey } })
  })
})

describe('blocking is silent', () => {
  test('to the blocked one the other goes offline, for good', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await befriend(alice, bob)
    await bob.ask('contact.block', { name: alice.name, blocked: true })
    await alice.hears('roster.changed', { name: bob.name, consent: 'mutual', online: false })
    const again = await join(server.origin, { name: alice.name, signer: alice.signer })
    expect(again.welcome.roster).toMatchObject([{ name: bob.name, online: false }])
  })

  test('calls of the blocked one look like calls to somebody offline, and leave nothing', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await bob.ask('contact.block', { name: alice.name, blocked: true })
    expect(await alice.say(newCall(), bob.name, invite)).toEqual({ ok: true, value: { devices: 0 } })
    await roundTrip(bob)
    expect(bob.heard.map(({ event }) => event)).not.toContain('call.deliver')
    bob.close()
    const again = await join(server.origin, { name: bob.name, signer: bob.signer })
    expect(again.welcome.missed).toEqual([])
  })

  test('a request of the blocked one goes out and never comes in', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await bob.ask('contact.block', { name: alice.name, blocked: true })
    expect((await alice.ask('contact.request', { name: bob.name })).value).toMatchObject({
      consent: 'outgoing',
    })
    await roundTrip(bob)
    expect(bob.heard.map(({ event }) => event)).not.toContain('roster.changed')
  })

  test('an end of the block brings presence back', async () => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    await befriend(alice, bob)
    await bob.ask('contact.block', { name: alice.name, blocked: true })
    await alice.hears('roster.changed', { online: false })
    await bob.ask('contact.block', { name: alice.name, blocked: false })
    await alice.hears('roster.changed', { name: bob.name, consent: 'mutual', online: true })
  })
})

describe('who may ring', () => {
  test.each([
    ['everyone', false, true],
    ['contacts', false, false],
    ['contacts', true, true],
    ['nobody', true, false],
  ] as const)('%s, contact: %s -> rings: %s', async (reach, isContact, rings) => {
    const [alice, bob] = (await people('alice', 'bob')) as [TestClient, TestClient]
    if (isContact) await befriend(alice, bob)
    await bob.ask('reach.set', { reach })
    const answer = await alice.say(newCall(), bob.name, invite)
    expect(answer).toMatchObject(rings ? { ok: true } : { ok: false, error: { code: 'call-not-allowed' } })
  })
})
