import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, type Page } from '@playwright/test'
import type { HostState } from '../../src/shared/host.ts'
import { test } from './support/desktop-test.ts'
import { isStandIn, launch, newProfile } from './support/launch.ts'
import { registerAs } from './support/person.ts'

const stateOf = (page: Page): Promise<HostState> => page.evaluate(() => window.host.state())

function historyLine(number: number): object {
  const callId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const times = { startedAt: number, durationMs: 1_000 }
  return {
    callId,
    peer: 'Bob',
    direction: 'outgoing',
    outcome: 'answered',
    reason: null,
    seen: true,
    ...times,
  }
}
const record = (page: Page, numbers: readonly number[]): Promise<boolean[]> =>
  page.evaluate(
    async (lines) => {
      const results: boolean[] = []
      for (const line of lines) results.push((await window.host.history.record(line as never)).ok)
      return results
    },
    numbers.map((number) => historyLine(number)),
  )

test('a damaged database is kept aside, what can be read is saved, and the person is told', async () => {
  const profile = newProfile()
  const first = await launch({ profile })
  await registerAs(first.page, 'Alice')
  await record(first.page, [1, 2, 3])
  await first.page.evaluate(() => window.host.settings.update({ theme: 'dark' }))
  const before = await stateOf(first.page)
  await first.quit()

  const file = join(profile, 'tincan.db')
  overwriteIndexOfHistory(file)
  const damaged = readFileSync(file)

  const second = await launch({ profile })
  const after = await stateOf(second.page)
  expect(after.account).toEqual(before.account)
  expect(after.history).toEqual(before.history)
  expect(after.settings).toEqual(before.settings)
  expect(after.warnings).toMatchObject([{ id: 'corrupted', error: { code: 'storage-corrupted' } }])
  const kept = readdirSync(profile).filter((name) =>
    /^tincan\.db\.corrupt-[^-]+-[^-]+-[^-]+-[^-]+-[^-]+$/.test(name),
  )
  expect(kept).toHaveLength(1)
  expect(readFileSync(join(profile, kept[0]!)).equals(damaged)).toBe(true)
  await expect(second.page.getByText('The saved data was damaged')).toBeVisible()
  await second.quit()

  const third = await launch({ profile })
  expect((await stateOf(third.page)).warnings).toEqual([])
  await third.quit()
})

/** Writes over the pages of an index: the check at the start finds it, and the rows can still be read. */
function overwriteIndexOfHistory(file: string): void {
  const db = new DatabaseSync(file)
  const { rootpage } = db
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'history_by_start'")
    .get() as {
    rootpage: number
  }
  const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, (rootpage - 1) * size, rootpage * size)
  writeFileSync(file, bytes)
}

test('a file that is no database at all is kept aside too', async () => {
  const profile = newProfile()
  writeFileSync(join(profile, 'tincan.db'), 'This is not a database. '.repeat(400))
  const { page, quit } = await launch({ profile })
  expect((await stateOf(page)).warnings).toMatchObject([{ error: { code: 'storage-corrupted' } }])
  expect(readdirSync(profile).filter((name) => name.includes('.corrupt-'))).toHaveLength(1)
  await quit()
})

test('the database of a newer Tincan is left alone, with a plain line', async () => {
  const profile = newProfile()
  const file = join(profile, 'tincan.db')
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 999; CREATE TABLE future (x)')
  db.close()
  const before = readFileSync(file)
  let said = ''
  await launch({ profile }).then(
    (app) => app.quit(),
    (error: unknown) => {
      said = String(error)
    },
  )
  expect(said).toContain('Start a newer Tincan.')
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a full disk is said, loses nothing that is shown, and writing goes on when there is room', async () => {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  test.skip(!isRoot, 'mounts a small file system, which takes root')
  const profile = newProfile()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', profile])
  test.skip(mounted.status !== 0, 'this machine does not mount file systems')
  try {
    const { page, quit } = await launch({ profile })
    expect(await record(page, [1, 2])).toEqual([true, true])
    fill(join(profile, 'ballast'))
    let stored = 2
    await expect
      .poll(async () => {
        const [isStored] = await record(page, [stored + 1])
        if (isStored === true) stored += 1
        return isStored
      })
      .toBe(false)
    const full = await page.evaluate(() => window.host.settings.update({ theme: 'dark' }))
    expect(full).toMatchObject({ ok: false, error: { code: 'storage-full' } })
    const during = await stateOf(page)
    expect(during.warnings.map(({ error }) => error.code)).toContain('storage-full')
    // What was shown before is still shown; the setting that was not taken is not shown as if it were.
    expect(during.history.length).toBeGreaterThanOrEqual(stored)
    expect(during.settings.theme).toBe('system')

    writeFileSync(join(profile, 'ballast'), '')
    expect(await page.evaluate(() => window.host.settings.update({ theme: 'dark' }))).toEqual({
      ok: true,
      value: null,
    })
    expect(await record(page, [9_000])).toEqual([true])
    const before = await stateOf(page)
    await quit()
    const again = await launch({ profile })
    const after = await stateOf(again.page)
    expect(after.settings).toEqual(before.settings)
    expect(after.history[0]).toEqual(before.history[0])
    expect(after.history.length).toBeGreaterThanOrEqual(stored + 1)
    await again.quit()
  } finally {
    spawnSync('umount', ['-l', profile])
  }
})

/** Writes until the file system takes nothing more. */
function fill(file: string): void {
  for (let size = 64 * 1024; size >= 512; size /= 2) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for pieces of this size.
    }
  }
}

test('without a keychain the person is told, and the key is for this person alone', async () => {
  test.skip(!isStandIn, 'needs a desktop without a keychain')
  const profile = join(newProfile(), 'new')
  mkdirSync(profile)
  const env = { STAND_IN_KEYCHAIN: 'none' }
  const first = await launch({ profile, env })
  expect((await stateOf(first.page)).warnings).toMatchObject([{ error: { code: 'secrets-unprotected' } }])
  await registerAs(first.page, 'Alice')
  const { account } = await stateOf(first.page)
  expect(account?.protection).toBe('none')
  expect(statSync(join(profile, 'tincan.db')).mode & 0o077).toBe(0)
  await first.quit()

  // A keychain that is there from now on seals the same key.
  const second = await launch({ profile })
  expect((await stateOf(second.page)).account).toEqual({ ...account, protection: 'os' })
  expect((await stateOf(second.page)).warnings).toEqual([])
  await second.quit()
  const db = new DatabaseSync(join(profile, 'tincan.db'), { readOnly: true })
  expect(db.prepare('SELECT protected FROM secrets').all()).toEqual([{ protected: 1 }])
  db.close()
})

test('a key that the keychain does not open any more is said, and stays', async () => {
  test.skip(!isStandIn, 'needs a keychain that can be exchanged')
  const profile = newProfile()
  const first = await launch({ profile })
  await registerAs(first.page, 'Alice')
  const before = await stateOf(first.page)
  await first.quit()

  const other = await launch({ profile, env: { STAND_IN_KEYCHAIN: 'second' } })
  const locked = await stateOf(other.page)
  expect(locked.connection).toMatchObject({ status: 'refused', error: { code: 'secrets-unreadable' } })
  await expect(other.page.getByText('Your key cannot be read')).toBeVisible()
  const server = before.account!.server
  const made = await other.page.evaluate(
    (address) => window.host.account.create({ name: 'Alice', server: address }),
    server,
  )
  expect(made).toMatchObject({ ok: false, error: { code: 'secrets-unreadable' } })
  await other.quit()

  const again = await launch({ profile })
  expect((await stateOf(again.page)).account).toEqual(before.account)
  await again.quit()
})
