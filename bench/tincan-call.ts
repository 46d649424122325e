import type { Page } from '@playwright/test'
import { tincan } from '../test/e2e/callers.ts'
import type { Person } from '../test/support/person.ts'
import { installFirstSound, type FirstSound } from './first-sound.ts'

declare const firstSound: FirstSound

/** A page with the detector installed and warm. */
export async function ready(person: Person): Promise<Page> {
  await person.context.addInitScript(installFirstSound)
  await person.page.reload()
  await person.page.waitForFunction(() => 'firstSound' in globalThis)
  await person.page.evaluate(() => firstSound.ready)
  return person.page
}

/** A page of Tincan that has its account back after a reload. */
export async function online(page: Page): Promise<void> {
  await page.waitForFunction(() => 'tincan' in globalThis)
  await page.waitForFunction(`globalThis.tincan.host.state().then((s) => s.connection.status === 'online')`)
}

export interface TincanTimes {
  readonly ring: number
  readonly learned: number
  readonly atCallee: number
  readonly atCaller: number
}

/** A call that is accepted when the two have found each other. The times at the two count from the accept. */
export async function tincanCall(caller: Page, callee: Page, calleeName: string): Promise<TincanTimes> {
  const rang = tincan(callee, async ({ session }) => {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (session.state.get().calls.some(({ call }) => call.phase === 'ringing-in')) resolve()
      }
      session.state.subscribe(look)
      look()
    })
    return (globalThis as unknown as { firstSound: FirstSound }).firstSound.now()
  })
  const dialledAt = await tincan(
    caller,
    async ({ session }, name) => {
      const at = (globalThis as unknown as { firstSound: FirstSound }).firstSound.now()
      await session.dial(name)
      return at
    },
    calleeName,
  )
  const rangAt = await rang
  // The two find each other while it rings.
  await callee.waitForFunction(
    `globalThis.tincan.session.state.get().calls.some(({ call }) => call.link?.kind === 'up')`,
  )
  const atCaller = caller.evaluate(() => firstSound.arm())
  const learned = tincan(caller, async ({ session }) => {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (session.state.get().calls.some(({ call }) => call.phase === 'active')) resolve()
      }
      session.state.subscribe(look)
      look()
    })
    return (globalThis as unknown as { firstSound: FirstSound }).firstSound.now()
  })
  await caller.waitForFunction(() => true)
  const { acceptedAt, heardAt } = await tincan(callee, async ({ session }) => {
    const { firstSound } = globalThis as unknown as { firstSound: FirstSound }
    const heard = firstSound.arm()
    const call = session.state.get().calls.find((view) => view.call.phase === 'ringing-in')!.call
    const acceptedAt = firstSound.now()
    session.accept(call.callId)
    return { acceptedAt, heardAt: await heard }
  })
  const heardByCaller = await atCaller
  const learnedAt = await learned
  await hangUp(caller, callee)
  return {
    ring: rangAt - dialledAt,
    learned: learnedAt - acceptedAt,
    atCallee: heardAt - acceptedAt,
    atCaller: heardByCaller - acceptedAt,
  }
}

/** A call that is accepted at once. The times count from the call, as those of a connection that answers by itself. */
export async function tincanCallAnsweredAtOnce(
  caller: Page,
  callee: Page,
  calleeName: string,
): Promise<{ readonly atCallee: number; readonly atCaller: number }> {
  const atCallee = tincan(callee, ({ session }) => {
    const accept = (): void => {
      const ringing = session.state.get().calls.find(({ call }) => call.phase === 'ringing-in')
      if (ringing === undefined) return
      stop()
      session.accept(ringing.call.callId)
    }
    const stop = session.state.subscribe(accept)
    return (globalThis as unknown as { firstSound: FirstSound }).firstSound.arm()
  })
  await callee.waitForFunction(() => true)
  const { dialledAt, heardAt } = await tincan(
    caller,
    async ({ session }, name) => {
      const { firstSound } = globalThis as unknown as { firstSound: FirstSound }
      const heard = firstSound.arm()
      const dialledAt = firstSound.now()
      await session.dial(name)
      return { dialledAt, heardAt: await heard }
    },
    calleeName,
  )
  const times = { atCallee: (await atCallee) - dialledAt, atCaller: heardAt - dialledAt }
  await caller.waitForFunction(
    `globalThis.tincan.session.state.get().calls.some(({ call }) => call.phase === 'active')`,
  )
  await hangUp(caller, callee)
  return times
}

async function hangUp(caller: Page, callee: Page): Promise<void> {
  await tincan(caller, ({ session }) =>
    session.end(session.state.get().calls.find((view) => view.call.phase === 'active')!.call.callId),
  )
  await callee.waitForFunction(
    `globalThis.tincan.session.state.get().calls.every(({ call }) => call.phase === 'ended')`,
  )
  for (const page of [caller, callee]) await page.evaluate(() => firstSound.quiet())
}
