import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const APP = 'the new version, which is a long file'
let folder: string
let server: TestServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-files-'))
  for (const name of ['web', 'updates', 'updates/.keys', 'updates/nested', 'updates-private'])
    mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'web', 'index.html'), '<title>Tincan</title>')
  writeFileSync(join(folder, 'updates', 'Tincan-1.0.0.AppImage'), APP)
  for (const hidden of ['secret', 'updates/.keys/secret', 'updates-private/secret'])
    writeFileSync(join(folder, hidden), 'SECRET')
  symlinkSync(join(folder, 'nowhere'), join(folder, 'updates', 'gone'))
  server = await startTestServer({ webDir: join(folder, 'web'), updatesDir: join(folder, 'updates') })
})
afterAll(async () => {
  await server.dispose()
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Sends the path as it is: `fetch` would tidy it up. */
function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

test('an update is there as soon as it is copied in', async () => {
  expect(await get('/updates/latest-linux.yml')).toMatchObject({ status: 404 })
  writeFileSync(join(folder, 'updates', 'latest-linux.yml'), 'version: 1.0.0\n')
  const feed = await get('/updates/latest-linux.yml?noCache=1abc')
  expect(feed).toMatchObject({ status: 200, text: 'version: 1.0.0\n' })
  expect(feed.headers).toMatchObject({
    'content-type': 'text/yaml; charset=utf-8',
    'cache-control': 'no-cache',
  })
  const app = await get('/updates/Tincan-1.0.0.AppImage')
  expect(app).toMatchObject({ status: 200, text: APP })
  expect(app.headers['content-type']).toBe('application/octet-stream')
})

test('a part of an update can be fetched, for what changed since the last', async () => {
  const part = await get('/updates/Tincan-1.0.0.AppImage', { range: 'bytes=4-6' })
  expect(part).toMatchObject({ status: 206, text: 'new' })
  expect(part.headers['content-range']).toBe(`bytes 4-6/${APP.length}`)
})

test.each([
  '/updates/../secret',
  '/updates/%2e%2e/secret',
  '/updates/..%2fsecret',
  '/updates/..%5csecret',
  '/updates/../updates-private/secret',
  '/updates/./../secret',
  '/updates//../secret',
  '/updates/.keys/secret',
  '/updates/%2ekeys/secret',
  '/updates/',
  '/updates',
  '/updates/%',
  '/updates/gone',
  '/updates/nested',
  '/updates/nested/file',
])('%s gives nothing', async (path) => {
  const { status, text } = await get(path)
  expect(status).toBe(404)
  expect(text).not.toContain('SECRET')
})

test.each([
  'bytes=5-2',
  'bytes=-3',
  'bytes=0-1,4-5',
  'bytes=x-y',
  'lines=1-2',
  'bytes=99999999999999999999-',
])('a range that makes no sense, %s, does no harm', async (range) => {
  for (const path of ['/', '/updates/Tincan-1.0.0.AppImage']) {
    const { status } = await get(path, { range })
    expect([200, 416]).toContain(status)
  }
  expect(await get('/healthz')).toMatchObject({ status: 200 })
})

test('without a folder there are no updates', async () => {
  const other = await startTestServer({ webDir: join(folder, 'web') })
  try {
    expect((await fetch(`${other.origin}/updates/latest-linux.yml`)).status).toBe(404)
  } finally {
    await other.dispose()
  }
})
