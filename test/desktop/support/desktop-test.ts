import { test as base } from '@playwright/test'
import { endApps } from './launch.ts'

/**
 * A test that fails leaves its app behind. In a call that would ask before it quits, and nobody would answer, so that
 * Playwright waited for it in vain.
 */
export const test = base.extend<object, { readonly endsApps: undefined }>({
  endsApps: [
    // Playwright reads from the first parameter which fixtures are needed.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await use(undefined)
      await endApps()
    },
    { scope: 'worker', auto: true },
  ],
})
