import { spawn } from 'node:child_process'
import { expect } from '@playwright/test'
import type { CallPresence } from '../../src/shared/call/call.ts'
import { IDLE_PRESENCE } from '../../src/shared/call/presence.ts'
import { CallId, UserName } from '../../src/shared/ids.ts'
import { test } from './support/desktop-test.ts'
import { followShell, type FollowedShell } from './support/followed-shell.ts'
import { electronPath, launch, launchArguments, newProfile, type RunningApp } from './support/launch.ts'
import { closeMain, visibleWindows } from './support/panels.ts'
import { registerAs } from './support/person.ts'

interface Start {
  readonly code: number | null
  readonly said: string
}

/** Starts the app as a shell does, and waits until that start ends by itself. */
async function start(profile: string, ...args: readonly string[]): Promise<Start> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electronPath(), [...sandbox, ...launchArguments(profile, args)], {
    // Beside a link the command line names no profile.
    env: { ...process.env, TINCAN_PROFILE: profile },
    timeout: 30_000,
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString()
  })
  return { code: await new Promise((resolve) => child.once('close', resolve)), said }
}

test.describe('a second start with the same profile', () => {
  let app: RunningApp
  let shell: FollowedShell
  test.beforeAll(async () => {
    app = await launch()
    await registerAs(app.page, 'Alice')
    // The first closing shows a hint, and is kept for that.
    await app.page.evaluate(() => window.host.settings.update({ closeHintSeen: true }))
    shell = await followShell(app.page)
  })
  test.afterAll(() => app.quit())

  const second = (...args: readonly string[]): Promise<Start> => start(app.profile, ...args)
  const done = (what: string): Start => ({
    code: 0,
    said: expect.stringContaining(what) as unknown as string,
  })
  const be = (presence: CallPresence): Promise<unknown> =>
    app.page.evaluate((value) => window.host.shell!.setPresence(value), presence)
  const callId = CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff')
  const bob = UserName.parse('bob')

  test('shows the first window and says so', async () => {
    const before = await app.page.evaluate(() => window.host.state())
    await closeMain(app.electron)
    await expect.poll(() => visibleWindows(app.electron)).toEqual([])
    expect(await second()).toEqual(
      done('Tincan runs already with this profile. Its window comes to the front.'),
    )
    await expect.poll(() => visibleWindows(app.electron)).toEqual(['desktop.html'])
    expect(await app.page.evaluate(() => window.host.state())).toEqual(before)
  })

  test('answers, mutes, ends and talks there, and leaves a hidden window hidden', async () => {
    await closeMain(app.electron)
    await expect.poll(() => visibleWindows(app.electron)).toEqual([])
    expect(await second('--hidden')).toEqual(done('Tincan runs already with this profile.\n'))
    expect(await second('ptt', 'toggle')).toEqual(done('It was asked to press the key to talk (toggle).'))
    await shell.expectNext({ type: 'talk', pressed: true })
    expect(await second('ptt', 'up')).toEqual(done('It was asked to press the key to talk (up).'))
    await shell.expectNext({ type: 'talk', pressed: false })
    expect(await visibleWindows(app.electron)).toEqual([])

    await be({ ...IDLE_PRESENCE, status: 'ringing', callId, peer: bob, ringing: [{ callId, peer: bob }] })
    expect(await second('--answer')).toEqual(done('It was asked to answer.'))
    await shell.expectNext({ type: 'accept', callId })
    await be({ ...IDLE_PRESENCE, status: 'in-call', callId, peer: bob, since: 1 })
    expect(await second('--mute', '--end')).toEqual(done('asked to end the call and to mute or unmute.'))
    await shell.expectNext({ type: 'end', callId }, { type: 'toggle-mute' })
    await be(IDLE_PRESENCE)
  })

  test('asks about a link in the first window, and dials only what the person typed', async () => {
    const link = 'tincan://add/carol@example.org'
    expect(await second(link, '--call', 'bob')).toEqual(done('It was asked to open the link.'))
    await shell.expectNext({
      type: 'ask-add',
      name: UserName.parse('carol'),
      server: 'https://example.org',
      key: null,
    })
    await expect.poll(() => visibleWindows(app.electron)).toEqual(['desktop.html'])
    expect(await second('--call', 'bob')).toEqual(done('It was asked to call bob.'))
    await shell.expectNext({ type: 'dial', name: bob })
  })

  test('is told what it got wrong, and changes nothing', async () => {
    expect(await second('--anwser')).toEqual({ ...done('Did you mean --answer?'), code: 2 })
    await shell.expectNext()
  })
})

test('a start that is for a Tincan that runs ends when none does', async () => {
  const { code, said } = await start(newProfile(), '--answer')
  expect(said).toContain('Tincan does not run with this profile, so there is nothing to answer.')
  expect(code).toBe(1)
})

test('two profiles run side by side', async () => {
  const [one, two] = [await launch(), await launch()]
  const hosts = await Promise.all([one, two].map(({ page }) => page.evaluate(() => window.host.version)))
  expect(hosts[0]).toBe(hosts[1])
  await Promise.all([one.quit(), two.quit()])
})
