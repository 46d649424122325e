import { expect, test, type Page } from '@playwright/test'
import type { Settings } from '../../src/shared/model/settings.ts'
import type { ContactRingtone } from '../../src/shared/model/ringtone.ts'
import { buildHarness } from '../support/harness.ts'
import type { BrowserPerson, Person } from '../support/person.ts'
import { playback, tapPlayback } from '../support/playback.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  connect,
  dial,
  makeContacts,
  phases,
  startCaller,
  startSecondDevice,
  tincan,
  withCall,
} from './callers.ts'

// What rings is listened to where the page hands it to the speaker.

/** A pitch of each ringtone that the others do not have, in Hz. */
const PITCHES = { cans: 830.6, pebbles: 587.3, lantern: 349.2 } as const
const NAMES = Object.keys(PITCHES) as (keyof typeof PITCHES)[]

let server: TestServer
let alice: BrowserPerson
let bob: BrowserPerson
test.beforeAll(async () => {
  server = await startTestServer({ webDir: await buildHarness() })
})
test.afterAll(() => server.dispose())
test.beforeEach(async () => {
  alice = await startCaller(server.origin, uniqueName('alice'), { frequency: 440 })
  bob = await startCaller(server.origin, uniqueName('bob'), { frequency: 1000 })
  await listenTo(bob)
  await makeContacts(alice, nameOf('alice'), bob, nameOf('bob'))
})
test.afterEach(async () => {
  await alice.close()
  await bob.close()
})

let round = 0
const nameOf = (who: string): string => `${who}-${round}`
function uniqueName(who: string): string {
  if (who === 'alice') round += 1
  return nameOf(who)
}

/** Taps what the person's page plays, from a fresh start of it on. */
async function listenTo({ context, page }: Person): Promise<void> {
  await context.addInitScript(tapPlayback)
  await page.reload()
  await page.waitForFunction(() => 'tincan' in globalThis)
  const status = () => tincan(page, async ({ host }) => (await host.state()).connection.status)
  await expect.poll(status).toBe('online')
}
async function ring(): Promise<void> {
  await dial(alice.page, nameOf('bob'))
  await expect.poll(() => phases(bob.page)).toEqual(['ringing-in'])
}
async function set(change: Partial<Settings>): Promise<void> {
  await tincan(bob.page, ({ host }, to) => host.settings.update(to), change)
}
const setOwnRingtone = (ringtone: ContactRingtone): Promise<unknown> =>
  tincan(
    bob.page,
    ({ host }, [name, to]) =>
      host.state().then(({ contacts }) => {
        const contact = contacts.find((one) => one.name === name)!
        return host.contacts.update(contact.name, { ringtone: to })
      }),
    [nameOf('alice'), ringtone] as const,
  )

/** Waits until this ringtone is heard, and no other with it. */
async function expectRingtone(page: Page, ringtone: keyof typeof PITCHES): Promise<void> {
  const others = NAMES.filter((name) => name !== ringtone)
  await expect
    .poll(async () => {
      const levels = await page.evaluate<number[]>(
        `globalThis.playback.levels(${JSON.stringify(NAMES.map((name) => PITCHES[name]))})`,
      )
      const levelOf = (name: keyof typeof PITCHES): number => levels[NAMES.indexOf(name)]!
      return (
        levelOf(ringtone) > -55 && Math.min(...others.map((name) => levelOf(ringtone) - levelOf(name))) > 15
      )
    })
    .toBe(true)
}

test('a call rings with the ringtone of the settings, softly at first, and not after the answer', async () => {
  await ring()
  await expectRingtone(bob.page, 'cans')
  const swell = (): Promise<readonly (readonly [number, number])[]> =>
    playback(bob.page, ({ swells }) => swells[0]!)
  // One round later the same notes are at full strength.
  await expect.poll(async () => (await swell()).some(([at]) => at > 5)).toBe(true)
  const loudest = async (from: number, to: number): Promise<number> =>
    Math.max(...(await swell()).filter(([at]) => at > from && at < to).map(([, level]) => level))
  expect(await loudest(0, 0.9)).toBeLessThan(0.5 * (await loudest(3.5, 5)))
  expect(await loudest(3.5, 5)).toBeGreaterThan(0.3)
  await withCall(bob.page, 'ringing-in', 'accept')
  await expect.poll(() => playback(bob.page, (p) => p.isPlaying()), { timeout: 1_000 }).toBe(false)
})

test('a new choice is heard at once, and a silent contact only seen', async () => {
  await set({ ringtone: 'pebbles' })
  await ring()
  await expectRingtone(bob.page, 'pebbles')
  await set({ ringtone: 'lantern' })
  await expectRingtone(bob.page, 'lantern')
  await setOwnRingtone('cans')
  await expectRingtone(bob.page, 'cans')
  await setOwnRingtone('silent')
  await expect.poll(() => playback(bob.page, (p) => p.isPlaying())).toBe(false)
  expect(await phases(bob.page)).toEqual(['ringing-in'])
})

test('under do not disturb nothing is heard, until it ends', async () => {
  await set({ doNotDisturb: 'on' })
  await ring()
  expect(await playback(bob.page, (p) => p.isPlaying())).toBe(false)
  await set({ doNotDisturb: 'off' })
  await expectRingtone(bob.page, 'cans')
  // That was the first sound.
  expect(await playback(bob.page, ({ swells }) => swells.length)).toBe(1)
})

test('two devices ring aloud: when one answers, both are silent within a second', async () => {
  const second = await startSecondDevice(server.origin, bob)
  try {
    await listenTo(second)
    await ring()
    for (const { page } of [bob, second]) await expectRingtone(page, 'cans')
    await withCall(second.page, 'ringing-in', 'accept')
    for (const { page } of [bob, second])
      await expect.poll(() => playback(page, (p) => p.isPlaying()), { timeout: 1_000 }).toBe(false)
  } finally {
    await second.close()
  }
})

test('it rings at a speaker of its own, and at that of the system besides', async () => {
  const outputs = await bob.page.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices()
    const own = devices.find(({ deviceId }) => deviceId === 'default')
    return devices
      .filter(({ kind, groupId }) => kind === 'audiooutput' && groupId !== own?.groupId)
      .map(({ deviceId }) => deviceId)
      .filter((id) => id !== 'default')
  })
  expect(outputs.length).toBeGreaterThan(0)
  const desk = outputs[0]!
  const speakers = (): Promise<string[]> => playback(bob.page, (p) => p.speakers().toSorted())
  await set({ ringSpeakers: [{ id: desk, label: '', group: '' }], ringAlsoOnDefault: false })
  await ring()
  await expect.poll(speakers).toEqual([desk])
  await set({ ringAlsoOnDefault: true })
  await expect.poll(speakers).toEqual(['', desk])
  await expectRingtone(bob.page, 'cans')
  // One that was pulled out: the system's plays alone.
  await set({ ringSpeakers: [{ id: 'a speaker that is gone', label: '', group: '' }] })
  await expect.poll(speakers).toEqual([''])
  await set({ ringAlsoOnDefault: false })
  await expect.poll(speakers).toEqual([''])
})

test('a second caller knocks softly at the call that goes on', async () => {
  await connect(alice, bob, nameOf('bob'))
  const carol = await startCaller(server.origin, nameOf('carol'), { frequency: 1700 })
  try {
    await makeContacts(carol, nameOf('carol'), bob, nameOf('bob'))
    await dial(carol.page, nameOf('bob'))
    await expect.poll(() => playback(bob.page, (p) => p.levels([620])[0]!)).toBeGreaterThan(-60)
    await withCall(bob.page, 'ringing-in', 'decline')
    await expect.poll(() => playback(bob.page, (p) => p.isPlaying()), { timeout: 1_000 }).toBe(false)
  } finally {
    await carol.close()
  }
})
