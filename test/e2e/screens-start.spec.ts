import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { findChromium } from '../support/find-chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

// What a person reads when the real page cannot start: `npm run build` comes before.
const webDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'out', 'web')
const ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : []
test.use({
  launchOptions: {
    executablePath: findChromium()!,
    // A name that is not this computer's own, so that a page without TLS is no secure context.
    args: [...ROOT, '--disable-gpu', '--host-resolver-rules=MAP tincan.test 127.0.0.1'],
  },
})

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer({ webDir })
})
test.afterAll(() => server.dispose())

test('a page without TLS says that it needs https', async ({ page }) => {
  await page.goto(`http://tincan.test:${new URL(server.origin).port}/`)
  await expect(page.getByRole('heading', { name: 'This page is not protected' })).toBeVisible()
  await expect(page.getByText('Open the https address of this server.')).toBeVisible()
})

test('a page that may not store anything says so', async ({ page }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  await page.goto(server.origin)
  await expect(page.getByRole('heading', { name: 'Tincan cannot save anything here' })).toBeVisible()
})
