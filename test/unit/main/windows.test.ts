import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOwnFile, isPermitted, servePages, windowOptions } from '../../../src/main/windows.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-pages-'))
  mkdirSync(join(folder, 'renderer'))
  mkdirSync(join(folder, 'renderer-other'))
  writeFileSync(join(folder, 'renderer', 'desktop.html'), '<!doctype html>')
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'renderer-other', 'x.js'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = async (url: string, method = 'GET'): Promise<Response> =>
  servePages(join(folder, 'renderer'))(new Request(url, { method }))

test('a page comes with its type and a strict content security policy', async () => {
  const response = await get('app://bundle/desktop.html')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).not.toMatch(/'unsafe/)
})

test.each([
  'app://bundle/..%2fsecret.json',
  'app://bundle/%2e%2e%2fsecret.json',
  'app://bundle/..%2frenderer-other/x.js',
  'app://bundle/..\\secret.json',
  'app://bundle/%00',
  'app://bundle/%E0%A4%A',
  'app://bundle/',
  'app://bundle/missing.html',
  'app://elsewhere/desktop.html',
])('%s is not found', async (url) => {
  expect((await get(url)).status).toBe(404)
})

test('only reading is possible', async () => {
  expect((await get('app://bundle/desktop.html', 'POST')).status).toBe(404)
})

test.each([
  ['media', 'app://bundle/desktop.html', ['audio'], true],
  ['media', 'app://bundle', ['audio'], true],
  ['media', 'app://bundle/desktop.html', ['video'], false],
  ['media', 'app://bundle/desktop.html', ['audio', 'video'], false],
  ['media', 'app://bundle/desktop.html', [], false],
  ['media', 'https://example.org/', ['audio'], false],
  ['media', 'app://bundle.example.org/', ['audio'], false],
  ['speaker-selection', 'app://bundle/', [], true],
  ['local-network-access', 'app://bundle/', [], true],
  ['local-network-access', 'https://example.org/', [], false],
  ['clipboard-sanitized-write', 'app://bundle/', [], true],
  ['clipboard-sanitized-write', 'https://example.org/', [], false],
  ['clipboard-read', 'app://bundle/', [], false],
  ['notifications', 'app://bundle/', [], false],
  ['geolocation', 'app://bundle/', [], false],
  ['openExternal', 'app://bundle/', [], false],
] as const)('permission %s for %s with %j: %s', (permission, origin, media, expected) => {
  expect(isPermitted(permission, origin, media)).toBe(expected)
})

test.each([
  ['blob:app://bundle/5a1c', true],
  ['blob:app://bundle.example.org/5a1c', false],
  ['blob:https://example.org/5a1c', false],
  ['https://example.org/file', false],
  ['app://bundle/desktop.html', false],
  ['data:text/plain,x', false],
])('%s may be saved: %s', (url, expected) => {
  expect(isOwnFile(url)).toBe(expected)
})

test('a window is shut off from Node', () => {
  expect(windowOptions('/preload.cjs', '1.2.3').webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    additionalArguments: ['--tincan-version=1.2.3'],
  })
})
