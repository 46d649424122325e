import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { observed, startPerson, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { speak } from '../support/speech.ts'
import { expectClean } from './callers.ts'

// Somebody hears themselves, on the real pages: `npm run build` comes before. They say a sentence, and again after a pause.
test.describe.configure({ mode: 'serial' })

const webDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'out', 'web')
let server: TestServer
let alice: Person

test.beforeAll(async () => {
  server = await startTestServer({ webDir })
  const { sampleRate, samples } = speak(
    'Good morning, is anybody there? I would like to know how I sound today.',
  )
  const words = new Float32Array(samples.length + 1.5 * sampleRate)
  words.set(samples)
  alice = await startPerson(server.origin, { frequency: 0, voice: { sampleRate, samples: words } })
  const { page } = alice
  await page.getByLabel('Your name').fill('Alice')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Start' }).click()
})
test.afterAll(async () => {
  await alice?.close()
  await server?.dispose()
})

/** Share of what is heard in two seconds that the decoder made up. */
const concealed = (page: Page): Promise<number> =>
  observed(page, async ({ connections }) => {
    const read = async (): Promise<RTCInboundRtpStreamStats> => {
      const all: RTCInboundRtpStreamStats[] = [...(await connections.at(-1)!.getStats()).values()]
      return all.find(({ type }) => type === 'inbound-rtp')!
    }
    const before = await read()
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const after = await read()
    const grown = (name: 'concealedSamples' | 'totalSamplesReceived'): number => after[name]! - before[name]!
    return grown('concealedSamples') / grown('totalSamplesReceived')
  })

test('a connection as bad as wished makes sound be made up, and sending everything twice helps', async () => {
  const { page } = alice
  await page.getByRole('button', { name: 'Preferences' }).click()
  await page.getByRole('tab', { name: 'Sound', exact: true }).click()
  await page.getByRole('button', { name: 'Hear yourself' }).click()
  const twice = page.getByRole('switch', { name: 'Send everything twice' })
  const toggle = page.getByText('Send everything twice', { exact: true })
  const madeUp = async (): Promise<number> =>
    Number(/: (\d+)%/.exec((await page.getByText('Made up, because').textContent()) ?? '')?.[1])
  await expect.poll(madeUp).toBeLessThan(5)
  await expect.poll(() => observed(page, (seen) => seen.loudest())).toBeGreaterThan(0.01)

  await page.getByRole('slider', { name: 'Lost packets' }).fill('30')
  await toggle.click()
  await expect(twice).not.toBeChecked()
  await expect.poll(madeUp).toBeGreaterThan(18)
  const once = await concealed(page)
  await toggle.click()
  await expect(twice).toBeChecked()
  await expect.poll(() => concealed(page)).toBeLessThan(once * 0.6)

  await page.getByRole('button', { name: 'Stop' }).click()
  await expectClean(page)
  await page.keyboard.press('Escape')
})

test('Echo answers, says that it is a test, and says again what was said', async () => {
  const { page } = alice
  await expect(page.getByText('Test call: you hear yourself')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Name to call' }).fill('echo')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is a test')).toBeVisible()
  await expect(page.getByText('Echo is speaking')).toBeVisible()
  // It waits until the other one has spoken, and then is silent again.
  await expect(page.getByText('Echo is speaking')).toBeHidden()
  await page.getByRole('button', { name: 'End call' }).click()
  await expectClean(page)
})

test('Echo is there while the server is not', async () => {
  const { page } = alice
  await server.stop()
  await expect(page.getByText('You are offline')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Name to call' }).fill('echo')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Echo is speaking')).toBeVisible()
  await page.getByRole('button', { name: 'End call' }).click()
  await expectClean(page)
})
