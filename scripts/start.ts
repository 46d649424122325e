// `npm start`: the desktop app; where no Electron can be had, a server and the browser version. `--browser` takes the
// browser version at once. Other arguments go to what is started, e.g. `npm start -- --port 8000`.
import open from 'open'
import { buildDesktopIfNeeded, buildWebIfNeeded } from './build-web.ts'
import { hasDesktop } from './desktop.ts'
import { electronFlags, fetchElectron, findElectron } from './electron.ts'
import { root, run } from './run.ts'
import { startServer } from './server-process.ts'

const args = process.argv.slice(2).filter((arg) => arg !== '--browser')
const wantsBrowser = args.length < process.argv.length - 2

// What is started hears Ctrl-C as well and ends in order; this process waits for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

const electron = wantsBrowser ? null : (findElectron() ?? (await fetchElectron()))
if (electron !== null && hasDesktop()) process.exit(await startDesktop(electron))
if (electron !== null) console.log('There is no desktop here. Tincan runs in the browser instead.')
else if (!wantsBrowser)
  console.log('Electron cannot be fetched from here. Tincan runs in the browser instead.')
process.exit(await startBrowser())

async function startDesktop(path: string): Promise<number> {
  await buildDesktopIfNeeded()
  return run(path, [...electronFlags(), root, ...args])
}

async function startBrowser(): Promise<number> {
  await buildWebIfNeeded()
  const server = await startServer(args)
  if (server === null) return 1
  process.on('SIGTERM', server.stop)
  console.log(`Tincan is at ${server.origin} - Ctrl-C ends it.`)
  if (hasDesktop()) {
    await open(server.origin).catch(() =>
      console.log('No browser could be opened: open this address yourself.'),
    )
  }
  return server.ended
}
