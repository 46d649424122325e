// How soon the desktop app can be used after a warm start, and what it takes at rest; a bare window beside it, in one run.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import {
  electronPath,
  isStandIn,
  launch,
  newProfile,
  type RunningApp,
} from '../test/desktop/support/launch.ts'
import { registerAs } from '../test/desktop/support/person.ts'
import { median, printAim, printRow } from './statistics.ts'

const ROUNDS = Number(process.argv[2] ?? 7)
/** How long nothing is done before memory is read, in milliseconds. */
const REST_MS = 5_000
const MIB = 1024 * 1024

/** Milliseconds since the process of main began. */
interface Start {
  readonly evaluated: number
  readonly shown: number
  readonly usable: number
}

/** A profile with an account at a server of its own, and a contact in it. */
async function prepare(): Promise<string> {
  const profile = newProfile()
  const alice = await launch({ profile })
  await registerAs(alice.page, 'Alice')
  const { account } = await alice.page.evaluate(() => window.host.state())
  const bob = await launch()
  await registerAs(bob.page, 'Bob', account!.server)
  await bob.quit()
  await alice.page.evaluate(() => window.host.contacts.add('Bob'))
  await alice.page.getByRole('row', { name: /Bob/ }).waitFor()
  await alice.quit()
  return profile
}

/** An app that does nothing but show a page of its own scheme: what Electron, or its stand-in, takes by itself. */
const BARE = `
  import { app, BrowserWindow, protocol } from 'electron'
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  const answer = () => new Response('<h1>Bare</h1>', { headers: { 'Content-Type': 'text/html' } })
  app.whenReady().then(() => {
    protocol.handle('app', answer)
    new BrowserWindow().loadURL('app://bundle/bare.html')
  })
`
function makeBareApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bare-app-'))
  const manifest = { name: 'bare', version: '1.0.0', type: 'module', main: 'main.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'main.js'), BARE)
  return folder
}

/** When something was in the window, in milliseconds since the process of main began. */
async function shownAt(electron: ElectronApplication, page: Page): Promise<number> {
  const startedAt = await electron.evaluate(() => performance.timeOrigin)
  const paintedAt = await page.evaluate(
    () =>
      performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
  )
  return paintedAt - startedAt
}

async function measureBare(folder: string): Promise<number> {
  const electron = await _electron.launch({ executablePath: electronPath(), args: [folder] })
  const page = await electron.firstWindow()
  await page.getByRole('heading', { name: 'Bare' }).waitFor()
  const shown = await shownAt(electron, page)
  await electron.close()
  return shown
}

/** Starts the app and sees how far it is when. That a contact can be used is noticed a little late, never early. */
async function measure(profile: string): Promise<Start & { readonly app: RunningApp }> {
  const app = await launch({ profile })
  const usableAt = app.page
    .getByRole('row', { name: /Bob/ })
    .waitFor()
    .then(() => Date.now())
  const [startedAt, evaluated] = await app.electron.evaluate(() => [
    performance.timeOrigin,
    // The stand-in marks it; from outside of a real Electron it cannot be seen.
    performance.getEntriesByName('main-evaluated')[0]?.startTime ?? Number.NaN,
  ])
  const usable = (await usableAt) - startedAt
  return { app, evaluated, shown: await shownAt(app.electron, app.page), usable }
}

/** Bytes of a process and of all that it started, where what they share counts once (Linux, proc(5): Pss). */
function memoryOf(pid: number): { readonly main: number; readonly all: number } {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = /\) \S (\d+)/.exec(readOr(`/proc/${name}/stat`))?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const isOurs = (one: number): boolean => {
    const parent = parents.get(one)
    return one === pid || (parent !== undefined && parent > 1 && isOurs(parent))
  }
  const ownOf = (one: number): number =>
    Number(/^Pss:\s+(\d+) kB/m.exec(readOr(`/proc/${one}/smaps_rollup`))?.[1] ?? 0) * 1024
  const all = [...parents.keys()].filter(isOurs).reduce((sum, one) => sum + ownOf(one), 0)
  return { main: ownOf(pid), all }
}

/** Empty when the process has ended meanwhile. */
function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const profile = await prepare()
const bareApp = makeBareApp()
const bare: number[] = []
const starts: Start[] = []
let memory: { readonly main: number; readonly all: number } | null = null
for (let round = -1; round < ROUNDS; round++) {
  const bareShown = await measureBare(bareApp)
  const { app, ...start } = await measure(profile)
  // The first round only warms up.
  if (round >= 0) {
    bare.push(bareShown)
    starts.push(start)
  }
  if (round === ROUNDS - 1 && process.platform === 'linux') {
    await sleep(REST_MS)
    memory = memoryOf(app.electron.process().pid!)
  }
  await app.quit()
}
rmSync(bareApp, { recursive: true })
console.log(isStandIn ? 'On the stand-in: Node and Chromium in the place of Electron.' : 'On Electron.')
printRow('a bare window: start to something in it', bare)
printRow(
  'start to main bundle evaluated',
  starts.map(({ evaluated }) => evaluated),
)
printRow(
  'start to something in the window',
  starts.map(({ shown }) => shown),
)
printRow(
  'start to contacts usable',
  starts.map(({ usable }) => usable),
)
printAim('start to contacts usable', median(starts.map(({ usable }) => usable)) / 1_000, 1.5, 's')
console.log(
  'contacts usable / bare window'.padEnd(64),
  `${(median(starts.map(({ usable }) => usable)) / median(bare)).toFixed(2)} x`,
)
if (memory !== null) {
  const text = (bytes: number): string => `${(bytes / MIB).toFixed(0)} MiB`
  console.log(`memory at rest: main ${text(memory.main)}, all processes ${text(memory.all)}`)
}
