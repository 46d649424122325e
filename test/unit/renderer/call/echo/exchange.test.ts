import { expect, test } from 'vitest'
import { createEchoExchange } from '../../../../../src/renderer/call/echo/exchange.ts'
import type { IncomingMessage } from '../../../../../src/shared/call/phone.ts'
import type { Host } from '../../../../../src/shared/host.ts'
import { UserName } from '../../../../../src/shared/ids.ts'
import { ECHO_NAME } from '../../../../../src/shared/model/echo-contact.ts'
import type { CallMessage } from '../../../../../src/shared/protocol/call-message.ts'
import { ok } from '../../../../../src/shared/result.ts'
import { alice, bob, device, id } from '../../../../fakes/calls.ts'

/** The exchange over a host that notes what it was asked. */
function create() {
  const asked: string[] = []
  const note = (what: string) => async () => {
    asked.push(what)
    return ok(null)
  }
  const host = {
    prepare: note('prepare'),
    sign: note('sign'),
    send: note('send'),
    verify: note('verify'),
    setClaims: async (claims: readonly unknown[]) => note(`claims: ${claims.length}`)(),
    onMessage: () => () => {},
  } as unknown as Host['calls']
  return { ...createEchoExchange(host), asked }
}

const invite = (from: UserName, to: UserName): CallMessage => ({
  callId: id(1),
  from: { name: from, device: device(1) },
  to: { name: to, device: null },
  seq: 0,
  body: { kind: 'invite', preconnect: true },
})

test('what is said to the test contact, and what it says, goes past the host', async () => {
  const { mine, echo, asked } = create()
  const heard: IncomingMessage[] = []
  echo.onMessage((message) => heard.push(message))
  mine.onMessage((message) => heard.push(message))
  expect(await mine.prepare(' echo ')).toEqual(ok({ name: ECHO_NAME, accepted: true }))
  for (const [side, message] of [
    [mine, invite(alice, ECHO_NAME)],
    [echo, invite(ECHO_NAME, alice)],
  ] as const) {
    const signed = await side.sign(message)
    if (signed.ok) expect(await side.send(signed.value)).toEqual(ok({ devices: 1 }))
  }
  expect(heard.map(({ signed }) => signed.message.to.name)).toEqual([ECHO_NAME, alice])
  expect(asked).toEqual([])
})

test('everybody else is called over the host', async () => {
  const { mine, asked } = create()
  const message = invite(alice, bob)
  await mine.prepare('bob')
  await mine.sign(message)
  await mine.send({ message } as Parameters<typeof mine.send>[0])
  await mine.verify({ message } as Parameters<typeof mine.verify>[0])
  expect(asked).toEqual(['prepare', 'sign', 'send', 'verify'])
})

test('nobody speaks in its name over a control channel', async () => {
  const { mine, asked } = create()
  const message = invite(ECHO_NAME, alice)
  expect(await mine.verify({ message } as Parameters<typeof mine.verify>[0])).toMatchObject({ ok: false })
  expect(asked).toEqual([])
})

test('no server hears of a call with it', async () => {
  const { mine, asked } = create()
  const claim = (name: UserName) => ({ callId: id(1), peer: { name, device: device(2) }, phase: 'active' })
  await mine.setClaims([claim(ECHO_NAME), claim(bob)] as Parameters<typeof mine.setClaims>[0])
  expect(asked).toEqual(['claims: 1'])
})
