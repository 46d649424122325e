import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLog, keepConsole, scrub } from '../../../src/main/logs.ts'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'tincan-logs-'))
  folder = join(parent, 'logs')
})
afterEach(() => rmSync(parent, { recursive: true }))

const open = (fileLimit?: number) =>
  createLog({ folder, now: () => 0, ...(fileLimit === undefined ? {} : { fileLimit }) })
const text = (name = 'tincan.log'): string => readFileSync(join(folder, name), 'utf8')

test('a line has its time, and is for this person alone', () => {
  const log = open()
  log.write('info', 'Tincan starts.', { calls: 2 })
  log.write('error', new Error('it broke'))
  expect(text()).toMatch(/^1970-01-01T00:00:00\.000Z info Tincan starts\. \{ calls: 2 \}\n/)
  // A text of many lines, as a stack is, cannot look like lines of its own.
  expect(
    text()
      .split('\n')
      .slice(1, -1)
      .every((line, i) => i === 0 || line.startsWith('  ')),
  ).toBe(true)
  expect(text()).toContain('1970-01-01T00:00:00.000Z error Error: it broke')
  if (process.platform !== 'win32') {
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'tincan.log')).mode & 0o077).toBe(0)
  }
})

test('it goes on in the same file, and in three files at most', () => {
  open(200).write('info', 'first')
  const log = open(200)
  log.write('info', 'second')
  expect(text()).toContain('first')
  for (let i = 0; i < 30; i++) log.write('info', `line ${i}`)
  expect(readdirSync(folder).toSorted()).toEqual(['tincan.1.log', 'tincan.2.log', 'tincan.log'])
  for (const name of readdirSync(folder)) expect(text(name).length).toBeLessThanOrEqual(200)
  expect(text()).toContain('line 29')
  expect(text('tincan.2.log')).not.toContain('line 29')
  expect(text('tincan.2.log')).not.toContain('first')
})

test('a line is cut, and a disk that refuses costs no more than the line', () => {
  open().write('info', 'many words '.repeat(1_000))
  expect(text().length).toBeLessThan(4_100)
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file where the folder should be')
  expect(() => open().write('info', 'nowhere')).not.toThrow()
})

test('nothing is written after the end', () => {
  const log = open()
  log.write('info', 'before')
  log.close()
  log.write('info', 'after')
  expect(text()).not.toContain('after')
})

test('what main prints as an error is printed and kept', () => {
  const error = vi.fn()
  const target = { error }
  keepConsole(open(), target)
  target.error('updates.check failed:', new Error('no such host'))
  expect(error).toHaveBeenCalledExactlyOnceWith('updates.check failed:', expect.any(Error))
  expect(text()).toContain('error updates.check failed: Error: no such host')
})

describe('a log says nothing that is not its business', () => {
  test.each([
    ['http://198.51.100.7:7480/socket failed', '[address] failed'],
    ['wss://call.example.org/x, and on', '[address] and on'],
    ['turn:relay.example.org:3478?transport=udp', '[address]'],
    ['connect ECONNREFUSED 192.168.1.5:7480', 'connect ECONNREFUSED [address]'],
    ['connect EHOSTUNREACH fe80::1c2a:4dff', 'connect EHOSTUNREACH [address]'],
    ['connect ECONNREFUSED ::1:443', 'connect ECONNREFUSED [address]'],
    ['a=ice-pwd:asd88fgpdd777uzjYhagZg', 'a=ice-pwd:[secret]'],
    ['{ "credential": "hunter2" }', '{ "credential": "[secret]" }'],
    ["passphrase='correct'", "passphrase='[secret]'"],
    [`key ${'A'.repeat(43)}=`, 'key [secret]'],
    [`a=fingerprint ${'4A:'.repeat(31)}AD`, 'a=fingerprint [secret]'],
    [`ENOENT ${homedir()}/.config/Tincan`, 'ENOENT ~/.config/Tincan'],
  ])('%s', (written, expected) => {
    expect(scrub(written)).toBe(expected)
  })

  test.each([
    'at 12:34:56 the page ended (crashed)',
    'app://bundle/assets/desktop-1a2b3c.js:10:2000',
    'file:///opt/Tincan/resources/app.asar/out/main/main.js:1:1',
    'node:internal/process/task_queues:105:5',
    'settings.update failed: version 1.2.3',
  ])('%s stays', (written) => {
    expect(scrub(written)).toBe(written)
  })
})
