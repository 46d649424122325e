import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from '../../../src/shared/identity/base64url.ts'
import { createCrypto } from '../../../src/shared/identity/crypto.ts'
import { safetyNumber } from '../../../src/shared/identity/safety-number.ts'
import { authenticationStatement, callStatement } from '../../../src/shared/identity/statements.ts'
import { CallMessage } from '../../../src/shared/protocol/call-message.ts'
import { makeSigner } from '../../fakes/people.ts'

const subject = createCrypto(crypto.subtle)

const message = CallMessage.parse({
  callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  from: { name: 'alice', device: '11111111-1111-4111-8111-111111111111' },
  to: { name: 'bob', device: '22222222-2222-4222-8222-222222222222' },
  seq: 3,
  body: {
    kind: 'description',
    negotiation: 1,
    type: 'offer',
    sdp: 'v=0\r\na=fingerprint:sha-256 AA:BB\r\na=ice-ufrag:abcd',
  },
})

test('a signature holds for its message and its key only', async () => {
  const [alice, mallory] = await Promise.all([makeSigner(), makeSigner()])
  const signature = await alice.sign(callStatement(message))
  expect(await subject.verify(alice.publicKey, signature, callStatement(message))).toBe(true)
  expect(await subject.verify(mallory.publicKey, signature, callStatement(message))).toBe(false)
})

test.each<[string, (original: CallMessage) => CallMessage]>([
  ['call id', (m) => CallMessage.parse({ ...m, callId: '7f9619ff-8b86-4d01-b42d-00cf4fc964ff' })],
  ['sender', (m) => CallMessage.parse({ ...m, from: { ...m.from, name: 'carol' } })],
  ['sending device', (m) => CallMessage.parse({ ...m, from: { ...m.from, device: m.to.device } })],
  ['receiver', (m) => CallMessage.parse({ ...m, to: { ...m.to, name: 'carol' } })],
  ['receiving device', (m) => CallMessage.parse({ ...m, to: { ...m.to, device: null } })],
  ['sequence number', (m) => ({ ...m, seq: m.seq + 1 })],
  ['DTLS fingerprint', (m) => JSON.parse(JSON.stringify(m).replace('AA:BB', 'AA:BC')) as CallMessage],
  ['ICE ufrag', (m) => JSON.parse(JSON.stringify(m).replace('abcd', 'abce')) as CallMessage],
  ['type', (m) => JSON.parse(JSON.stringify(m).replace('"offer"', '"answer"')) as CallMessage],
])('an altered %s breaks the signature', async (_field, alter) => {
  const alice = await makeSigner()
  const signature = await alice.sign(callStatement(message))
  const altered = alter(message)
  expect(altered).not.toEqual(message)
  expect(await subject.verify(alice.publicKey, signature, callStatement(altered))).toBe(false)
})

test('the statement does not depend on the order of the fields of a body', () => {
  const body = Object.fromEntries(Object.entries(message.body).toReversed()) as CallMessage['body']
  expect(callStatement({ ...message, body })).toEqual(callStatement(message))
})

test('a login proof cannot be shown as one for another server, nonce or device', async () => {
  const alice = await makeSigner()
  const proof = {
    nonce: 'n',
    origin: 'https://a',
    protocol: 1,
    name: message.from.name,
    device: message.from.device,
  }
  const signature = await alice.sign(authenticationStatement(proof))
  for (const other of [{ origin: 'https://b' }, { nonce: 'm' }, { protocol: 2 }, { name: message.to.name }]) {
    const statement = authenticationStatement({ ...proof, ...other })
    expect(await subject.verify(alice.publicKey, signature, statement)).toBe(false)
  }
})

test('verify answers false, and does not throw, for keys that are none', async () => {
  const alice = await makeSigner()
  const signature = await alice.sign(callStatement(message))
  const notAKey = toBase64Url(new Uint8Array(32).fill(255)) as typeof alice.publicKey
  expect(await subject.verify(notAKey, signature, callStatement(message))).toBe(false)
})

test('a safety number has 60 digits and is the same on both sides', async () => {
  const [alice, bob, carol] = await Promise.all([makeSigner(), makeSigner(), makeSigner()])
  const number = await safetyNumber(subject, alice.publicKey, bob.publicKey)
  expect(number).toMatch(/^(\d{5} ){11}\d{5}$/)
  expect(await safetyNumber(subject, bob.publicKey, alice.publicKey)).toBe(number)
  expect(await safetyNumber(subject, alice.publicKey, carol.publicKey)).not.toBe(number)
})

test('base64url gives back every sequence of bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64Url(bytes)
      expect(text).toMatch(/^[A-Za-z0-9_-]*$/)
      expect([...fromBase64Url(text)]).toEqual([...bytes])
    }),
  )
})
