import { execFileSync } from 'node:child_process'
import { expect } from '@playwright/test'
import { which } from '../../scripts/run.ts'
import type { CallPresence } from '../../src/shared/call/call.ts'
import { IDLE_PRESENCE } from '../../src/shared/call/presence.ts'
import type { ShellCommand } from '../../src/shared/host.ts'
import { CallId, UserName } from '../../src/shared/ids.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import type { TalkKey } from '../../src/shared/model/shortcut.ts'
import { startDisplay, type Display } from '../support/display.ts'
import { test } from './support/desktop-test.ts'
import { followShell, type FollowedShell } from './support/followed-shell.ts'
import { isStandIn, launch, type RunningApp } from './support/launch.ts'
import { closeMain, visibleWindows } from './support/panels.ts'
import { readRecord, type StandInModule } from './support/record.ts'

// Real keys and buttons on a display of its own, heard by the real hook.

test.skip(
  process.platform !== 'linux' || which('Xvfb') === null || which('xdotool') === null,
  'needs a display of its own, and something that presses its keys',
)

let display: Display
let app: RunningApp
let shell: FollowedShell
test.beforeAll(async () => {
  display = await startDisplay()
  app = await launch({
    env: { DISPLAY: display.name, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' },
  })
  shell = await followShell(app.page)
})
test.afterAll(async () => {
  await app?.quit()
  display?.stop()
})

const set = (change: Partial<Settings>): Promise<unknown> =>
  app.page.evaluate((value) => window.host.settings.update(value), change)
/** Does something to keys and buttons, in the words of xdotool. */
const type = (...words: readonly string[]): void =>
  void execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: display.name } })
const TALK: ShellCommand = { type: 'talk', pressed: true }
const SILENCE: ShellCommand = { type: 'talk', pressed: false }

/** The key to talk is this one, and the hook listens. */
async function listenFor(talkKey: TalkKey): Promise<void> {
  await set({ talkMode: 'push-to-talk', talkKey })
  await expect.poll(shell.keys).toMatchObject({ by: 'system', talk: 'heard' })
}

const id = (n: number): CallId => CallId.parse(`6f9619ff-8b86-4d01-b42d-00cf4fc9640${n}`)
const bob = UserName.parse('bob')
const ringing: CallPresence = {
  ...IDLE_PRESENCE,
  status: 'ringing',
  callId: id(1),
  peer: bob,
  ringing: [{ callId: id(1), peer: bob }],
}
const be = (presence: CallPresence): Promise<unknown> =>
  app.page.evaluate((value) => window.host.shell!.setPresence(value), presence)

test('a key of any app answers, ends and mutes, and the call is seen somewhere', async () => {
  test.skip(!isStandIn, 'presses what is in the record of the stand-in')
  const answer = ({ standInRecord }: StandInModule): void => standInRecord.globalShortcuts.get('F7')?.()
  const mute = ({ standInRecord }: StandInModule): void => standInRecord.globalShortcuts.get('Control+M')?.()
  await readRecord(app.electron, ({ standInRecord }) => void standInRecord.takenShortcuts.add('F8'))
  await set({
    miniWindow: false,
    closeHintSeen: true,
    globalShortcuts: { answer: 'F7', end: 'F8', 'toggle-mute': 'Control+KeyM' },
  })
  await expect.poll(shell.keys).toMatchObject({ refused: ['end'] })
  await closeMain(app.electron)
  await expect.poll(() => visibleWindows(app.electron)).toEqual([])
  // Nothing rings: no key means anything but the one to mute.
  await readRecord(app.electron, answer)
  await readRecord(app.electron, mute)
  await shell.expectNext({ type: 'toggle-mute' })
  expect(await visibleWindows(app.electron)).toEqual([])

  await be(ringing)
  await readRecord(app.electron, answer)
  await shell.expectNext({ type: 'accept', callId: id(1) })
  await expect.poll(() => visibleWindows(app.electron)).toContain('desktop.html')
  await be(IDLE_PRESENCE)
  await set({ globalShortcuts: {} })
  expect(await readRecord(app.electron, ({ standInRecord }) => standInRecord.globalShortcuts.size)).toBe(0)
})

test('a key is held to talk, whatever has the focus', async () => {
  await listenFor({ kind: 'keyboard', code: 'F9' })
  type('keydown', 'a', 'keydown', 'F9')
  await shell.expectNext(TALK)
  type('keyup', 'a', 'keyup', 'F9')
  await shell.expectNext(SILENCE)
})

test('a key with modifiers ends with the first of them', async () => {
  await listenFor({ kind: 'keyboard', code: 'Control+Shift+KeyT' })
  type('keydown', 'Control_L', 'keydown', 't', 'keyup', 't', 'keydown', 'Shift_L', 'keydown', 't')
  await shell.expectNext(TALK)
  type('keyup', 'Control_L')
  await shell.expectNext(SILENCE)
  type('keyup', 't', 'keyup', 'Shift_L')
})

for (const [button, x11] of [
  [3, 2],
  [4, 8],
  [5, 9],
] as const) {
  test(`button ${button} of the mouse is held to talk`, async () => {
    await listenFor({ kind: 'mouse', button })
    type('mousedown', '1', 'mouseup', '1', 'mousedown', '3', 'mouseup', '3', 'mousedown', String(x11))
    await shell.expectNext(TALK)
    type('mouseup', String(x11))
    await shell.expectNext(SILENCE)
  })
}

test('a locked screen lets the key go, and hears none until it is unlocked', async () => {
  await listenFor({ kind: 'keyboard', code: 'F9' })
  type('keydown', 'F9')
  await shell.expectNext(TALK)
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await shell.expectNext(SILENCE)
  type('keyup', 'F9', 'keydown', 'F9', 'keyup', 'F9')
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'))
  await expect.poll(shell.keys).toMatchObject({ talk: 'heard' })
  type('keydown', 'F9')
  await shell.expectNext(TALK)
  type('keyup', 'F9')
  await shell.expectNext(SILENCE)
})

test('a hook that is killed while the key is held leaves silence, and says that it is gone', async () => {
  test.skip(!isStandIn, 'finds the process of the hook by its file')
  type('keydown', 'F9')
  await shell.expectNext(TALK)
  const parent = String(app.electron.process().pid)
  const hook = execFileSync('pgrep', ['-P', parent, '-f', 'key-hook.js'], { encoding: 'utf8' })
  process.kill(Number(hook), 'SIGKILL')
  await shell.expectNext(SILENCE)
  await expect.poll(shell.keys).toMatchObject({ talk: 'failed' })
  type('keyup', 'F9')
})
