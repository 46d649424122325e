import { expect, type Page } from '@playwright/test'
import { dial, expectSoundBothWays, HEARD, phases, tincan, withCall } from '../../e2e/callers.ts'
import type { CallLog } from '../../../src/shared/model/call-log.ts'
import { heardLevel, observed } from '../../support/person.ts'
import { describe, expectRoute, selectedPair, type Route } from './routes.ts'
import type { Caller } from './world.ts'

export interface Connected {
  /** From the accept to the first sound at each side, in milliseconds. */
  readonly callerHears: number
  readonly calleeHears: number
}

/** Dials, accepts, and waits until each side receives sound. */
export async function call(caller: Caller, callee: Caller): Promise<Connected> {
  for (const { page } of [caller, callee]) await expect.poll(() => isOnline(page)).toBe(true)
  await dial(caller.page, callee.name)
  await expect.poll(() => phases(callee.page)).toEqual(['ringing-in'])
  const acceptedAt = Date.now()
  await withCall(callee.page, 'ringing-in', 'accept')
  const [callerHears, calleeHears] = await Promise.all([
    firstSoundAt(caller.page).then((at) => at - acceptedAt),
    firstSoundAt(callee.page).then((at) => at - acceptedAt),
  ])
  for (const { page } of [caller, callee]) await expect.poll(() => phases(page)).toEqual(['active'])
  return { callerHears, calleeHears }
}

function isOnline(page: Page): Promise<boolean> {
  return tincan(page, async ({ host }) => (await host.state()).connection.status === 'online')
}

/**
 * When the page receives the first sound that is no silence. The clock of all namespaces is one. A closed connection
 * still tells of its last seconds, so only what is played from now on counts. Fails if the call ends before it.
 */
function firstSoundAt(page: Page): Promise<number> {
  return page.evaluate<number>(
    `new Promise((resolve, reject) => {
      const start = performance.timeOrigin + performance.now()
      const look = () => {
        for (const pc of globalThis.observed.connections) {
          for (const receiver of pc.getReceivers()) {
            const [source] = receiver.getSynchronizationSources()
            if (source?.timestamp > start && (source.audioLevel ?? 0) > 0.01) return resolve(Date.now())
          }
        }
        const ended = globalThis.tincan.session.state.get().calls.find(({ call }) => call.phase === 'ended')
        if (ended !== undefined) return reject(new Error('The call ended: ' + ended.call.reason))
        setTimeout(look, 5)
      }
      look()
    })`,
  )
}

/**
 * A call with sound both ways, on one of these routes. Prints a line of the matrix: how long it took, and which way it
 * goes.
 */
export async function callAndHear(
  row: string,
  caller: Caller,
  callee: Caller,
  ...routes: Route[]
): Promise<void> {
  const { callerHears, calleeHears } = await call(caller, callee)
  await expectSoundBothWays(caller, callee)
  await expectRoute(caller, callee, ...routes)
  const pairs = await Promise.all([caller, callee].map(({ page }) => selectedPair(page)))
  console.log(
    `    ${row}: first sound after ${calleeHears} ms at the callee, ${callerHears} ms at the caller; ${describe(...pairs)}`,
  )
}

/** Hangs up if there is a call, on both sides. */
export async function endCalls(...callers: Caller[]): Promise<void> {
  for (const { page } of callers) {
    await tincan(page, ({ session }) => {
      for (const { call } of session.state.get().calls) {
        if (call.phase === 'ended') session.dismiss(call.callId)
        else session.end(call.callId)
      }
    })
  }
  for (const { page } of callers) {
    await expect
      .poll(() =>
        tincan(page, ({ session }) => {
          for (const { call } of session.state.get().calls) session.dismiss(call.callId)
          return session.state.get().calls.length
        }),
      )
      .toBe(0)
  }
}

/** The reason for which the call ended at a page, or null while it goes on. */
export function endReason(page: Page): Promise<string | null> {
  return tincan(page, ({ session }) => {
    const ended = session.state.get().calls.find(({ call }) => call.phase === 'ended')
    return ended?.call.phase === 'ended' ? ended.call.reason : null
  })
}

/** The candidates that the newest connection of a page has of its own. */
export async function localCandidates(page: Page): Promise<{ type: string; address: string }[]> {
  return observed(page, async (seen) => {
    const stats = await seen.connections.at(-1)?.getStats()
    return [...((stats as unknown as Map<string, Record<string, string>>)?.values() ?? [])]
      .filter((entry) => entry['type'] === 'local-candidate')
      .map((entry) => ({ type: entry['candidateType'] ?? '', address: entry['address'] ?? '' }))
  })
}

/** The black boxes of a page's calls, newest first. */
export function callLogs(page: Page): Promise<(CallLog | null)[]> {
  return tincan(page, async ({ host }) => {
    const { history } = await host.state()
    const logs = await Promise.all(history.map(({ callId }) => host.history.log(callId)))
    return logs.map((log) => (log.ok ? log.value : null))
  })
}

/**
 * Watches a tone that a page hears. The returned function tells how long it was away since, in milliseconds: from the
 * last moment before it went to the first from which on it is heard for a second. 0 when it did not go within five.
 */
export async function watchSound(page: Page, frequency: number): Promise<() => Promise<number>> {
  await expect.poll(() => heardLevel(page, frequency)).toBeGreaterThan(HEARD)
  await page.evaluate(
    `globalThis.soundGap = new Promise((resolve) => {
      const start = Date.now()
      let last = start
      let isAway = false
      let backAt = null
      const look = async () => {
        const isHeard = (await globalThis.observed.heard(${frequency})) > ${HEARD}
        const now = Date.now()
        if (!isHeard) [isAway, backAt] = [true, null]
        else if (isAway) backAt ??= now
        else last = now
        if (backAt !== null && now - backAt > 1_000) return resolve(backAt - last)
        if (!isAway && now - start > 5_000) return resolve(0)
        setTimeout(look, 20)
      }
      void look()
    }); undefined`,
  )
  return () => page.evaluate<number>('globalThis.soundGap')
}
