import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PublicKey, UserName } from '../../../src/shared/ids.ts'
import { addLink, isLink, isSameServer, parseLink } from '../../../src/shared/links.ts'

const publicKey = PublicKey.parse('q3Vn0T8xWl2cYbR4uKe7sHjDzPmAfGiO5yXwNtB1C6k')

describe('a link', () => {
  test.each([
    ['tincan://call/bob', { type: 'call', name: 'bob', server: null }],
    ['TINCAN://ADD/Bob/', { type: 'add', name: 'Bob', server: null }],
    ['tincan://call/bob@example.org', { type: 'call', name: 'bob', server: 'https://example.org' }],
    ['tincan://call/bob@localhost', { type: 'call', name: 'bob', server: 'http://localhost:7480' }],
    ['tincan://add/bob@192.168.1.5:7000', { type: 'add', name: 'bob', server: 'http://192.168.1.5:7000' }],
    ['tincan://add/bob@%5B::1%5D', { type: 'add', name: 'bob', server: 'http://[::1]:7480' }],
    ['tincan://call/%EC%98%81%ED%9D%AC@example.org', { name: '영희', server: 'https://example.org' }],
    // What a mail program or a tracker puts behind it.
    ['  tincan://call/bob?utm=x#top\n', { type: 'call', name: 'bob', server: null }],
  ])('%s', (text, expected) => {
    expect(isLink(text.trim())).toBe(true)
    expect(parseLink(text)).toMatchObject(expected)
  })

  test.each([
    ['no link', 'bob'],
    ['of another scheme', 'https://call/bob'],
    ['that wants something else', 'tincan://wipe/bob'],
    ['without a name', 'tincan://call/'],
    ['with a path', 'tincan://call/bob/carol'],
    ['with an encoded path in the server', 'tincan://call/bob@example.org%2Fevil'],
    ['with a login for the server', 'tincan://call/bob@user:password@example.org:80@'],
    ['with a scheme for the server', 'tincan://call/bob@http:%2F%2Fexample.org'],
    ['with a port that is none', 'tincan://call/bob@example.org:99999'],
    ['whose percent signs are no text', 'tincan://call/%FF'],
    ['with a line break in the name', 'tincan://call/bob%0Acarol'],
    ['with a name that is too long', `tincan://call/${'x'.repeat(33)}`],
    ['that goes on for ever', `tincan://call/bob?${'x'.repeat(2_000)}`],
  ])('%s is none of ours', (_what, text) => {
    expect(parseLink(text)).toBeNull()
  })

  test('whatever it says, it is read or refused, and never more than its two parts come out', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.domain(),
      fc.constantFrom('@', '%', '/'),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('call', 'add', 'CALL', 'x'), fc.array(part, { maxLength: 5 }))
        .map(([action, parts]) => {
          return `tincan://${action}/${parts.join('')}`
        }),
    )
    fc.assert(
      fc.property(text, (written) => {
        const link = parseLink(written)
        if (link === null) return
        expect(['call', 'add']).toContain(link.type)
        expect([...link.name].length).toBeLessThanOrEqual(32)
        if (link.server !== null) expect(new URL(link.server).origin).toBe(link.server)
      }),
    )
  })

  test('every name comes back as it was written', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(name, (written) => {
        const link = parseLink(`tincan://call/${encodeURIComponent(written)}@example.org`)
        // A name that no person can have is refused; one with an @ of its own is not cut.
        if (link !== null) expect(link.name).toBe(written.normalize('NFKC').trim())
      }),
    )
  })
})

describe('the link by which others add me', () => {
  test.each([
    ['https://call.example.org', 'call.example.org'],
    ['https://call.example.org:8443', 'call.example.org:8443'],
    ['http://192.168.1.5:7480', '192.168.1.5:7480'],
    ['http://[fd00::1]:7480', '[fd00::1]:7480'],
    // Without its port, each of these would be taken for another server.
    ['http://192.168.1.5', '192.168.1.5:80'],
    ['https://192.168.1.5', '192.168.1.5:443'],
    ['http://call.example.org', 'call.example.org:80'],
  ])('at %s it names %s, and leads back there', (server, place) => {
    const name = UserName.parse('김 하늘')
    const text = addLink({ name, server, publicKey })
    expect(text).toBe(`tincan://add/${encodeURIComponent(name)}@${place}?key=${publicKey}`)
    const link = parseLink(text)
    expect(link).toMatchObject({ type: 'add', name, key: publicKey })
    expect(isSameServer(link?.server ?? '', server)).toBe(true)
  })
})

test('a key is read from the query alone, and only a whole one', () => {
  const keyOf = (rest: string): string | null | undefined => parseLink(`tincan://add/bob${rest}`)?.key
  expect(keyOf(`?key=${publicKey}`)).toBe(publicKey)
  expect(keyOf(`?from=mail&key=${publicKey}#top`)).toBe(publicKey)
  expect(keyOf('')).toBeNull()
  expect(keyOf(`#key=${publicKey}`)).toBeNull()
  expect(keyOf(`?a=1#?key=${publicKey}`)).toBeNull()
  expect(keyOf(`?monkey=${publicKey}`)).toBeNull()
  expect(keyOf(`?key=${publicKey}x`)).toBeNull()
})

test.each([
  ['https://example.org', 'https://example.org:443', true],
  ['http://example.org:8080', 'https://example.org:8080', true],
  ['https://example.org', 'http://example.org', false],
  ['https://example.org', 'https://example.org:8443', false],
  ['https://example.org', 'https://example.com', false],
])('%s and %s are one server: %s', (a, b, expected) => {
  expect(isSameServer(a, b)).toBe(expected)
})
