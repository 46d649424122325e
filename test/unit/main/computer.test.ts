import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createComputer, type DesktopComputer } from '../../../src/main/computer.ts'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import { ok } from '../../../src/shared/result.ts'
import { record } from '../../desktop/stand-in/record.ts'
import { Notification, shell } from '../../desktop/stand-in/surfaces.ts'

vi.mock('electron', () => import('../../desktop/stand-in/surfaces.ts'))

let folder: string
let done: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-computer-'))
  done = []
  record.opened.length = 0
  record.notifications.length = 0
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

function create(platform = 'linux'): DesktopComputer {
  const note = (what: string) => async () => void done.push(what)
  return createComputer({
    app: {
      relaunch: (options) => void done.push(`relaunch ${options?.execPath} ${options?.args?.join(' ')}`),
      exit: (code) => void done.push(`exit ${code}`),
    },
    shell,
    platform,
    session: { clearStorageData: note('storage'), clearCache: note('cache') },
    core: {
      abandonCalls: async () => {
        done.push('abandon')
        throw new Error('no server')
      },
      settings: {
        update: async (change) => {
          done.push(JSON.stringify(change))
          return ok(null)
        },
      },
    },
    dataFolder: folder,
    logFolder: join(folder, 'logs'),
    texts: () => shellTexts('en', 'en'),
    command: ['/opt/Tincan/tincan', '--profile=/p'],
    close: () => void done.push(`close, data there: ${existsSync(join(folder, 'tincan.db'))}`),
  })
}

test('it says what it is, and opens its folders', async () => {
  const computer = create()
  expect(await computer.facts()).toMatchObject(
    ok({ dataFolder: folder, logFolder: join(folder, 'logs'), system: expect.stringContaining('(') }),
  )
  expect(await computer.open('data')).toEqual(ok(null))
  expect(await computer.open('logs')).toMatchObject({ ok: false, error: { code: 'file-unreadable' } })
  expect(record.opened).toEqual([folder, join(folder, 'logs')])
})

test('a notification is tried, one at a time; a system without them says so', async () => {
  const computer = create()
  await computer.testNotification()
  await computer.testNotification()
  expect(record.notifications.map(({ options }) => options.title)).toEqual(['A notification of Tincan'])
  vi.spyOn(Notification, 'isSupported').mockReturnValue(false)
  expect(await computer.testNotification()).toMatchObject({
    ok: false,
    error: { code: 'notifications-unsupported' },
  })
})

test.each([
  ['darwin', 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone'],
  ['win32', 'ms-settings:privacy-microphone'],
  ['linux', null],
])('where %s keeps the microphone', async (platform, page) => {
  const { ok: isOpened } = await create(platform).openMicrophonePage()
  expect(isOpened).toBe(page !== null)
  expect(record.opened).toEqual(page === null ? [] : [page])
})

test('as new: everything of ours goes, what others put there stays, and it starts again', async () => {
  const ours = ['tincan.db', 'tincan.db-wal', 'tincan.db-shm', 'tincan.db.corrupt-2026']
  const others = ['notes.txt', 'tincan.db.backup', 'my-server']
  for (const name of [...ours, ...others]) writeFileSync(join(folder, name), '')
  for (const name of ['server', 'logs']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'x'), '')
  }
  await create().reset()
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted())
  expect(done).toEqual([
    '{"startAtLogin":false}',
    // It failed, which keeps nobody from going.
    'abandon',
    'close, data there: true',
    'storage',
    'cache',
    'relaunch /opt/Tincan/tincan --profile=/p',
    'exit 0',
  ])
})
