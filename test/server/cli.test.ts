import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeAll, join as joinServer } from './client.ts'

// The server as a person starts it: a process with a command line.

const main = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))
/** What `npm run server` runs. */
const wrapper = fileURLToPath(new URL('../../scripts/server.ts', import.meta.url))
let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-cli-'))
})
afterEach(() => {
  closeAll()
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>
  /** The origin that the log names. */
  readonly listening: Promise<string>
}

const start = (...args: string[]): Run => startScript(main, ...args)

function startScript(script: string, ...args: string[]): Run {
  const child = spawn(process.execPath, [script, '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const listening = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk)
      const origin = /"origin":"([^"]+)"/.exec(stdout)?.[1]
      if (origin !== undefined) resolve(origin)
    })
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended, listening }
}

test('--help names every option', async () => {
  const { code, stdout } = await start('--help').ended
  expect(code).toBe(0)
  for (const option of [
    '--host',
    '--port',
    '--data',
    '--registration',
    '--invite-code',
    '--public-url',
    '--web',
    '--turn-url',
    '--turn-secret',
    '--turn-ttl',
  ]) {
    expect(stdout).toContain(option)
  }
})

test.each([
  [['--port', 'abc'], 'A port is a number'],
  [['--port', '70000'], 'A port is a number'],
  [['--registration', 'maybe'], 'open, invite, closed'],
  [['--public-url', 'call.example.org'], 'Give the address that people dial'],
  [['--no-such-option'], 'unknown option'],
])('%j is refused with one line', async (args, text) => {
  const { code, stderr } = await start(...args).ended
  expect(code).toBe(2)
  expect(stderr).toContain(text)
})

test('a port in use is said, with what to do', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  const { code, stderr } = await start('--port', String(port)).ended
  other.close()
  expect(code).toBe(1)
  expect(stderr).toBe(`Port ${port} is in use. Choose another with --port NUMBER.\n`)
})

test('a data folder that is none is said', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { code, stderr } = await start('--data', join(file, 'below')).ended
  expect(code).toBe(1)
  expect(stderr).toContain('Choose another with --data DIR.')
})

test('SIGTERM: clients are told, and it ends by itself', async () => {
  const { child, ended, listening } = start('--port', '0')
  const alice = await joinServer(await listening, { name: 'alice' })
  child.kill('SIGTERM')
  await alice.hears('server.closing', { reason: 'shutdown' })
  expect((await ended).code).toBe(0)
})

test('npm run server passes SIGTERM on to the server that it started', async () => {
  const { child, ended, listening } = startScript(wrapper, '--port', '0', '--web', join(folder, 'none'))
  const alice = await joinServer(await listening, { name: 'alice' })
  child.kill('SIGTERM')
  await alice.hears('server.closing', { reason: 'shutdown' })
  expect((await ended).code).toBe(0)
})

test('/healthz, pages and their headers', async () => {
  const web = join(folder, 'web')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Tincan</title>')
  writeFileSync(join(web, 'assets', 'a-hash.js'), '')
  const origin = await start('--port', '0', '--web', web).listening
  const health = (await (await fetch(`${origin}/healthz`)).json()) as object
  expect(health).toMatchObject({ status: 'ok', protocol: 1, clients: 0 })
  const page = await fetch(origin)
  expect(await page.text()).toContain('<title>Tincan</title>')
  expect(page.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';",
  )
  expect(page.headers.get('permissions-policy')).toContain('microphone=(self)')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const asset = await fetch(`${origin}/assets/a-hash.js`)
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect((await fetch(`${origin}/../package.json`)).status).toBe(404)
  expect((await fetch(`${origin}/%2e%2e/%2e%2e/package.json`)).status).toBe(404)
})

test('without pages it says how to make them', async () => {
  const origin = await start('--port', '0', '--web', join(folder, 'none')).listening
  expect(await (await fetch(origin)).text()).toContain('npm run build')
})

test('a damaged database is kept aside, what can be read goes on', async () => {
  const first = start('--port', '0')
  const origin = await first.listening
  for (const name of ['alice', 'bob', 'carol']) await joinServer(origin, { name })
  first.child.kill('SIGTERM')
  await first.ended
  const file = join(folder, 'tincan-server.db')
  damage(file)
  const second = start('--port', '0')
  await second.listening
  second.child.kill('SIGTERM')
  const { stdout } = await second.ended
  expect(stdout).toContain('the database was damaged')
  const kept = readdirSync(folder).filter((name) => /\.corrupt-.*Z$/.test(name))
  expect(kept).toHaveLength(1)
  const db = new DatabaseSync(file)
  expect(db.prepare('SELECT name FROM names ORDER BY name').all()).toEqual([
    { name: 'alice' },
    { name: 'bob' },
    { name: 'carol' },
  ])
  db.close()
})

test('a file that is no database at all is kept aside too', async () => {
  writeFileSync(join(folder, 'tincan-server.db'), 'not a database, but somebody may want it back')
  const { child, ended, listening } = start('--port', '0')
  await listening
  child.kill('SIGTERM')
  await ended
  const kept = readdirSync(folder).find((name) => name.includes('.corrupt-'))!
  expect(readFileSync(join(folder, kept), 'utf8')).toContain('somebody may want it back')
})

test('a database of a newer Tincan is left alone', async () => {
  const db = new DatabaseSync(join(folder, 'tincan-server.db'))
  db.exec('PRAGMA user_version = 99')
  db.close()
  const { code, stderr } = await start('--port', '0').ended
  expect(code).toBe(1)
  expect(stderr).toContain('Start a newer Tincan server.')
})

/** Breaks an index page, so that the integrity check fails and the tables still read. */
function damage(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const { rootpage } = db
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_names_1'")
    .get() as { rootpage: number }
  const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number }
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0, (rootpage - 1) * size, rootpage * size)
  writeFileSync(file, bytes)
}

test.each([
  [['--turn-secret', 'x'], /--turn-secret needs a --turn-url/],
  [['--turn-url', 'turn:turn.example.org'], /--turn-url needs --turn-secret/],
  [['--turn-url', 'stun:turn.example.org', '--turn-secret', 'x'], /only TURN servers are lent/],
  [['--turn-url', 'turn://turn.example.org', '--turn-secret', 'x'], /no TURN URI \(slashes\)/],
  [['--turn-url', 'turn:turn.example.org', '--turn-secret', 'x', '--turn-ttl', '5'], /from 60 to 2592000/],
])('%j is refused with a sentence that says what to do', async (args, sentence) => {
  const { code, stderr } = await start('--port', '0', ...args).ended
  expect(code).toBeGreaterThan(0)
  expect(stderr).toMatch(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('TURN servers are lent for twelve hours, and named in the first line of the log without their secret', async () => {
  const run = start(
    '--port',
    '0',
    '--turn-url',
    'turn:a.example',
    'turns:a.example:443',
    '--turn-secret',
    'hush',
  )
  const alice = await joinServer(await run.listening, { name: 'alice' })
  const { value } = await alice.ask('turn.credentials', {})
  const twelveHours = 12 * 60 * 60
  expect(value.ttlSeconds).toBe(twelveHours)
  const lastsFor = Number.parseInt(value.username, 10) - Date.now() / 1_000
  expect(lastsFor).toBeGreaterThan(twelveHours - 60)
  expect(lastsFor).toBeLessThanOrEqual(twelveHours)
  run.child.kill('SIGTERM')
  const { stdout, stderr } = await run.ended
  expect(stdout).toContain('turns:a.example:443')
  expect(stdout + stderr).not.toContain('hush')
})
