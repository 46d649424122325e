import type { Page } from '@playwright/test'
import { PRELOAD_WORLD } from '../stand-in/worlds.ts'

/** What code that got out of the page's world may do: anything with the IPC of the preload script. */
export interface TakenOver {
  /** Runs a function there with this argument; `standInIpc` is its ipcRenderer. */
  run<A, R>(act: (argument: A) => Promise<R>, argument: A): Promise<R>
}

/** A page of the stand-in whose sandbox holds, and nothing else of it. */
export async function takeOver(page: Page): Promise<TakenOver> {
  const session = await page.context().newCDPSession(page)
  const world = new Promise<number>((resolve) =>
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === PRELOAD_WORLD) resolve(context.id)
    }),
  )
  await session.send('Runtime.enable')
  const contextId = await world
  return {
    async run(act, argument) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `(${act.toString()})(${JSON.stringify(argument)})`,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description)
      return result.value as never
    },
  }
}
