import { chromium, type Page } from '@playwright/test'
import { en } from '../../src/renderer/i18n/en.ts'
import { FAKE_MICROPHONE, type OpenPerson } from './person.ts'

/** People in Chromium, each with a profile and a process of their own. Their accounts are made on the screen, in English. */
export function openInBrowser(executablePath: string): OpenPerson {
  return async ({ name, origin, folder, isHeadless, usesFakeMicrophone }) => {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: isHeadless,
      args: [
        `--app=${origin}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...(usesFakeMicrophone ? [FAKE_MICROPHONE] : []),
      ],
      locale: 'en-US',
      viewport: null,
      permissions: ['microphone'],
      handleSIGINT: false,
      handleSIGTERM: false,
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(origin)
    await signUp(page, name)
    const { people } = en
    return {
      async add(other) {
        await page.getByRole('button', { name: people.add }).first().click()
        await page.getByLabel(people.addName).fill(other)
        await page.getByRole('button', { name: people.addSend }).click()
      },
      accept: (other) => page.getByRole('button', { name: people.accept.replace('{name}', other) }).click(),
      sees: (other) =>
        page
          .getByRole('row', { name: new RegExp(other) })
          .filter({ hasText: people.online })
          .waitFor(),
      closed: new Promise((resolve) => context.once('close', () => resolve())),
      close: () => context.close(),
    }
  }
}

async function signUp(page: Page, name: string): Promise<void> {
  const { firstRun } = en
  await page.getByLabel(firstRun.name).fill(name)
  await page.getByRole('button', { name: firstRun.continue }).click()
  await page.getByRole('button', { name: firstRun.start, exact: true }).click()
}
