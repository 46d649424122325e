// `npm run demo`: a server and two people, alice and bob, who are contacts already, in two windows. Everything is in a
// temporary folder that is removed at the end. `--headless` shows no windows; `--check` ends when both see each other.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from '../test/support/find-chromium.ts'
import { buildDesktopIfNeeded, buildWebIfNeeded } from './build-web.ts'
import { openInBrowser } from './demo/browser-person.ts'
import { openInElectron } from './demo/electron-person.ts'
import type { OpenPerson, Person } from './demo/person.ts'
import { hasDesktop } from './desktop.ts'
import { findElectron } from './electron.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'tincan-demo-'))
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
})
/** What has to be closed at the end. */
const running: { server: ServerProcess | null; people: readonly Person[] } = { server: null, people: [] }
let code = 1
try {
  await Promise.race([demonstrate(), stopped])
  code = 0
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
} finally {
  await Promise.allSettled(running.people.map((person) => person.close()))
  running.server?.stop()
  await running.server?.ended
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(code)

async function demonstrate(): Promise<void> {
  const openPerson = await choose()
  const server = await startServer(['--port', '0', '--data', join(folder, 'server')])
  if (server === null) throw new Error('The server did not start.')
  running.server = server
  const { origin } = server
  if (openPerson === null) {
    console.log(
      `There is no desktop here to show windows on. Open ${origin} in two browsers and take two names,`,
    )
    console.log('or see that it works with: npm run demo -- --headless --check')
    return void (await server.ended)
  }
  console.log('Opening a window for alice and one for bob ...')
  const isHeadless = values.headless
  const usesFakeMicrophone = values.check
  const open = (name: string): Promise<Person> =>
    openPerson({ name, origin, folder: join(folder, name), isHeadless, usesFakeMicrophone })
  const people = await Promise.all([open('alice'), open('bob')])
  running.people = people
  const [alice, bob] = people
  await alice.add('bob')
  await bob.accept('alice')
  await Promise.all([alice.sees('bob'), bob.sees('alice')])
  console.log('alice and bob are online, and each sees the other.')
  if (values.check) return
  console.log('Call from either window. Both share one microphone: use headphones. Ctrl-C ends it.')
  await Promise.race(people.map((person) => person.closed))
}

/** Electron where it is, else Chromium; null where nothing can be shown. */
async function choose(): Promise<OpenPerson | null> {
  const electron = values.browser ? null : findElectron()
  const canShow = values.headless || hasDesktop()
  if (electron !== null && canShow) {
    await buildDesktopIfNeeded()
    return openInElectron(electron)
  }
  await buildWebIfNeeded()
  const chromium = findChromium()
  return chromium === null || !canShow ? null : openInBrowser(chromium)
}
