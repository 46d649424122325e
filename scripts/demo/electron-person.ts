import { _electron, type Page } from '@playwright/test'
import type { AppError } from '../../src/shared/errors.ts'
import type { Host } from '../../src/shared/host.ts'
import type { Result } from '../../src/shared/result.ts'
import { electronFlags } from '../electron.ts'
import { root } from '../run.ts'
import { FAKE_MICROPHONE, type OpenPerson } from './person.ts'

/** People in the desktop app, each with a profile of their own. Their accounts are made through the page's host. */
export function openInElectron(executablePath: string): OpenPerson {
  return async ({ name, origin, folder, usesFakeMicrophone }) => {
    const app = await _electron.launch({
      executablePath,
      args: [
        ...electronFlags(),
        root,
        `--profile=${folder}`,
        ...(usesFakeMicrophone ? [FAKE_MICROPHONE] : []),
      ],
    })
    const page = await app.firstWindow()
    await page.waitForFunction(() => 'host' in globalThis)
    await ask(page, (host, [who, server]) => host.account.create({ name: who, server }), [name, origin])
    // The page asked for a name before there was one.
    await page.reload()
    await page.waitForFunction(() => 'host' in globalThis)
    return {
      add: (other) => ask(page, (host, [who]) => host.contacts.add(who), [other, '']),
      accept: async (other) => {
        await page.waitForFunction(async (who) => {
          const { host } = globalThis as unknown as { host: Host }
          const { contacts } = await host.state()
          return contacts.some((contact) => contact.name === who && contact.consent === 'incoming')
        }, other)
        await ask(page, (host, [who]) => host.contacts.accept(who as never), [other, ''])
      },
      sees: async (other) => {
        await page.waitForFunction(async (who) => {
          const { host } = globalThis as unknown as { host: Host }
          const { contacts } = await host.state()
          return contacts.some((contact) => contact.name === who && contact.online === true)
        }, other)
      },
      closed: new Promise((resolve) => app.once('close', () => resolve())),
      close: () => app.close(),
    }
  }
}

type Deed = (host: Host, input: [string, string]) => Promise<Result<unknown, AppError>>

/** Runs a deed on the page's host, and fails with its error. */
async function ask(page: Page, deed: Deed, input: [string, string]): Promise<void> {
  const call = `(${deed.toString()})(globalThis.host, ${JSON.stringify(input)})`
  const result = await page.evaluate<Awaited<ReturnType<Deed>>>(call)
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`)
}
