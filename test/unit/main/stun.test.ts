import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindingRequest, readAnswer } from '../../../src/main/diagnostics/stun.ts'

// RFC 5769, sections 2.2 and 2.3: the published test vectors, whose transaction id is b7e7a701bc34d686fa87dfae.
const TRANSACTION = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex')
const request = { bytes: Buffer.alloc(0), transaction: TRANSACTION }
const answer = (...attributes: string[]): Buffer => {
  const body = Buffer.from(attributes.join(''), 'hex')
  const header = Buffer.alloc(20)
  header.writeUInt16BE(0x0101, 0)
  header.writeUInt16BE(body.length, 2)
  header.writeUInt32BE(0x2112a442, 4)
  TRANSACTION.copy(header, 8)
  return Buffer.concat([header, body])
}
const SOFTWARE = '8022000b7465737420766563746f7220'

test('the IPv4 address of the published vector', () => {
  const read = readAnswer(answer(SOFTWARE, '002000080001a147e112a643'), request)
  expect(read?.mapped).toEqual({ address: '192.0.2.1', port: 32_853 })
})

test('the IPv6 address of the published vector', () => {
  const read = readAnswer(answer(SOFTWARE, '002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9'), request)
  expect(read?.mapped).toEqual({ address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32_853 })
})

test('an answer to somebody else is none, and half an answer names no address', () => {
  const good = answer('002000080001a147e112a643')
  expect(readAnswer(good, bindingRequest())).toBeNull()
  for (let length = 0; length < good.length; length += 1) {
    const read = readAnswer(good.subarray(0, length), request)
    expect(read).toEqual(length < 20 ? null : { mapped: null })
  }
})

test('who refuses is there too, as a relay that wants a login for everything', () => {
  const refusal = answer('0009001000000401556e617574686f72697a6564')
  refusal.writeUInt16BE(0x0111, 0)
  expect(readAnswer(refusal, request)).toEqual({ mapped: null })
  refusal.writeUInt16BE(0x0113, 0)
  expect(readAnswer(refusal, request)).toBeNull()
})

test('whatever comes from the network, nothing is thrown and everything ends', () => {
  const attributes = fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('hex'))
  fc.assert(
    fc.property(attributes, (hex) => {
      const mapped = readAnswer(answer(hex), request)?.mapped ?? null
      return mapped === null || typeof mapped.port === 'number'
    }),
  )
})

test('requests differ, and are what the RFC asks for', () => {
  const [a, b] = [bindingRequest(), bindingRequest()]
  expect(a.bytes.toString('hex')).toMatch(/^000100002112a442[\da-f]{24}$/)
  expect(a.transaction).not.toEqual(b.transaction)
})
