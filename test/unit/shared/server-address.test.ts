import { expect, test } from 'vitest'
import { parseServerAddress } from '../../../src/shared/model/server-address.ts'

test.each([
  ['call.example.org', 'https://call.example.org'],
  ['call.example.org:8443', 'https://call.example.org:8443'],
  ['192.168.1.5', 'http://192.168.1.5:7480'],
  ['localhost', 'http://localhost:7480'],
  ['127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ['[::1]:9000', 'http://[::1]:9000'],
  ['pi.local', 'http://pi.local:7480'],
  ['192.168.1.5:80', 'http://192.168.1.5'],
  ['call.example.org:80', 'https://call.example.org:80'],
  ['call.example.org:443', 'https://call.example.org'],
  ['https://call.example.org/', 'https://call.example.org'],
  ['http://203.0.113.7:7480', 'http://203.0.113.7:7480'],
  ['wss://call.example.org', 'https://call.example.org'],
  ['  call.example.org ', 'https://call.example.org'],
])('%s means %s', (typed, origin) => {
  expect(parseServerAddress(typed)).toEqual({ ok: true, value: origin })
})

test.each([
  '',
  ' ',
  'http://',
  'ftp://example.org',
  'example.org/path',
  'user:pw@example.org',
  'a b',
  'host?x=1',
  'h#x',
])('%j is refused as an address', (typed) => {
  expect(parseServerAddress(typed)).toMatchObject({ ok: false, error: { code: 'server-address-invalid' } })
})
