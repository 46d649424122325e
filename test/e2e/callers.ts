import { expect, type Page } from '@playwright/test'
import type { CallSession } from '../../src/renderer/call/session.ts'
import type { Doctor } from '../../src/renderer/media/doctor/doctor.ts'
import type { Host } from '../../src/shared/host.ts'
import {
  heardLevel,
  observed,
  startPerson,
  type BrowserPerson,
  type Person,
  type PersonOptions,
} from '../support/person.ts'

/** Both on `globalThis.tincan` in the page without a screen. */
export interface Tincan {
  readonly host: Host
  readonly session: CallSession
  readonly doctor: Doctor
}

/** Above this a tone is heard, below the other it is not, in dBFS. */
export const HEARD = -50
export const SILENT = -80

/** A person with an account at the server, online. */
export async function startCaller(
  origin: string,
  name: string,
  options: PersonOptions,
): Promise<BrowserPerson> {
  const person = await startPerson(origin, options)
  await person.page.waitForFunction(() => 'tincan' in globalThis)
  const created = await tincan(
    person.page,
    ({ host }, [name, server]) => host.account.create({ name, server }),
    [name, origin] as const,
  )
  expect(created).toEqual({ ok: true, value: null })
  return person
}

/** The same person at a second computer: the key and the contacts of the first, with a device id of its own. */
export async function startSecondDevice(origin: string, first: BrowserPerson): Promise<Person> {
  // A page of the same origin without the app in it, which would start as the first device.
  const second = await startPerson(`${origin}/healthz`, { frequency: 1700, profile: first.profile })
  await second.page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('tincan')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
    const values = db.transaction('values', 'readwrite').objectStore('values')
    const profile = await new Promise<object>((resolve) => {
      const request = values.get('profile')
      request.onsuccess = () => resolve(request.result)
    })
    await new Promise((resolve) => {
      values.put({ ...profile, device: crypto.randomUUID() }, 'profile').onsuccess = resolve
    })
    db.close()
  })
  await second.page.goto(origin)
  await second.page.waitForFunction(() => 'tincan' in globalThis)
  const status = () => tincan(second.page, async ({ host }) => (await host.state()).connection.status)
  await expect.poll(status).toBe('online')
  return second
}

/** Runs a function on the page's host and session. */
export function tincan<T, A = undefined>(
  page: Page,
  run: (t: Tincan, argument: A) => T | Promise<T>,
  argument?: A,
): Promise<T> {
  return page.evaluate<T>(`(${run.toString()})(globalThis.tincan, ${JSON.stringify(argument ?? null)})`)
}

export async function makeContacts(a: Person, aName: string, b: Person, bName: string): Promise<void> {
  await tincan(a.page, ({ host }, name) => host.contacts.add(name), bName)
  await expect.poll(() => consentOf(b.page, aName)).toBe('incoming')
  await tincan(b.page, ({ host }, name) => host.contacts.add(name), aName)
  await expect.poll(() => consentOf(a.page, bName)).toBe('mutual')
}

function consentOf(page: Page, name: string): Promise<string | undefined> {
  return tincan(
    page,
    async ({ host }, who) => (await host.state()).contacts.find((c) => c.name === who)?.consent,
    name,
  )
}

export async function dial(page: Page, name: string): Promise<void> {
  const dialled = await tincan(page, ({ session }, to) => session.dial(to), name)
  expect(dialled).toMatchObject({ ok: true })
}

/** Phases of the calls of a page, e.g. ['active']. */
export function phases(page: Page): Promise<string[]> {
  return tincan(page, ({ session }) => session.state.get().calls.map(({ call }) => call.phase))
}

/** Does something with the only call in a phase. */
export function withCall(
  page: Page,
  phase: string,
  action: 'accept' | 'decline' | 'ignore' | 'end' | 'dismiss',
): Promise<void> {
  return tincan(
    page,
    ({ session }, [wanted, deed]) => {
      const view = session.state.get().calls.find(({ call }) => call.phase === wanted)
      if (view === undefined) throw new Error(`no call is ${wanted}`)
      session[deed as 'accept'](view.call.callId)
    },
    [phase, action] as const,
  )
}

export async function connect(caller: Person, callee: Person, calleeName: string): Promise<void> {
  await dial(caller.page, calleeName)
  await expect.poll(() => phases(callee.page)).toEqual(['ringing-in'])
  await withCall(callee.page, 'ringing-in', 'accept')
  for (const { page } of [caller, callee]) await expect.poll(() => phases(page)).toEqual(['active'])
}

/** Each hears the other's tone, and not its own. */
export async function expectSoundBothWays(a: Person, b: Person): Promise<void> {
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const) {
    await expectHeard(me.page, other.frequency)
    const lead = async () =>
      (await heardLevel(me.page, other.frequency)) - (await heardLevel(me.page, me.frequency))
    await expect.poll(lead).toBeGreaterThan(40)
  }
}

export async function expectHeard(page: Page, frequency: number): Promise<void> {
  await expect.poll(() => heardLevel(page, frequency)).toBeGreaterThan(HEARD)
}

export async function expectNotHeard(page: Page, frequency: number): Promise<void> {
  await expect.poll(() => heardLevel(page, frequency)).toBeLessThan(SILENT)
}

/** After a call: no track is live, no connection open. */
export async function expectClean(page: Page): Promise<void> {
  const rest = (): Promise<{ live: number; open: number }> =>
    observed(page, (seen) => ({
      live: seen.tracks.filter((track) => track.readyState === 'live').length,
      open: seen.connections.filter((pc) => pc.connectionState !== 'closed').length,
    }))
  await expect.poll(rest).toEqual({ live: 0, open: 0 })
}
