import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { DatabaseTooNewError, openDatabase } from '../node/sqlite.ts'
import { appError } from '../shared/errors.ts'
import { createHostCore } from '../shared/host-core.ts'
import type { HostWarning } from '../shared/host.ts'
import { createCrypto } from '../shared/identity/crypto.ts'
import { readArguments } from './arguments.ts'
import { createEmbeddedServer } from './embedded-server.ts'
import { serveHost } from './ipc.ts'
import { createDesktopShell } from './shell/desktop-shell.ts'
import { openSocket } from './signaling.ts'
import { createSqliteStore } from './stores/data-store.ts'
import { DESKTOP_SCHEMA } from './stores/database.ts'
import { createKeyStore } from './stores/key-store.ts'
import {
  APP_ORIGIN,
  APP_SCHEME,
  guardNavigation,
  guardSession,
  servePages,
  windowOptions,
} from './windows.ts'

const out = fileURLToPath(new URL('..', import.meta.url))
const { profile } = readArguments(process.argv.slice(1), process.env)
if (profile !== null) app.setPath('userData', profile)

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

if (app.requestSingleInstanceLock()) await run()
else {
  console.error('Tincan runs already with this profile. Its window comes to the front.')
  app.exit(0)
}

async function run(): Promise<void> {
  const ready = app.whenReady()
  const userData = app.getPath('userData')

  const { db, warnings } = openData(join(userData, 'tincan.db'))
  await ready
  const data = createSqliteStore(db)
  const keys = await createKeyStore(db, safeStorage, process.platform)
  if (keys.protection === 'none') warnings.push({ id: 'secrets', error: appError('secrets-unprotected') })

  const embeddedServer = createEmbeddedServer({
    fork: utilityProcess.fork,
    serverFile: join(out, 'main', 'server.js'),
    webDir: join(out, 'web'),
    dataDir: userData,
    values: data,
  })
  const account = await data.profile()
  if (account !== null && (await embeddedServer.isAt(account.server))) await embeddedServer.start()

  const core = await createHostCore({
    data,
    keys,
    openSocket,
    crypto: createCrypto(crypto.subtle),
    clock: { now: Date.now, setTimer },
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    client: 'desktop',
    version: app.getVersion(),
    warnings,
  })

  protocol.handle(APP_SCHEME, servePages(join(out, 'renderer')))
  guardSession(session.defaultSession)
  const window = new BrowserWindow(windowOptions(join(out, 'preload', 'preload.cjs'), app.getVersion()))
  guardNavigation(window, shell)

  let isQuitting = false
  const desktopShell = createDesktopShell(window, () => app.quit())
  serveHost(ipcMain, window, { ...core, shell: desktopShell.port, embeddedServer })
  core.onState((change) => {
    if (change.slice === 'connection') desktopShell.setConnection(change.value)
  })
  desktopShell.setConnection((await core.state()).connection)
  desktopShell.setLanguage(app.getLocale())

  // The call lives in the page: closing the window hides it, and a page that died is loaded anew.
  window.on('close', (event) => {
    if (isQuitting) return
    event.preventDefault()
    window.hide()
  })
  window.webContents.on('render-process-gone', () => {
    void desktopShell.port.setPresence({
      status: 'idle',
      callId: null,
      peer: null,
      muted: false,
      held: false,
      since: null,
    })
    if (!isQuitting) void window.loadURL(`${APP_ORIGIN}/desktop.html`)
  })
  window.once('ready-to-show', () => window.show())

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('activate', () => window.show())
  app.on('before-quit', () => {
    isQuitting = true
  })
  app.on('will-quit', () => {
    core.close()
    embeddedServer.stop()
    db.close()
  })
  powerMonitor.on('resume', () => core.wake())
  powerMonitor.on('unlock-screen', () => core.wake())

  await window.loadURL(`${APP_ORIGIN}/desktop.html`)
}

/** Opens the profile's database. A damaged one is kept aside and the person is told. */
function openData(file: string): { db: ReturnType<typeof openDatabase>['db']; warnings: HostWarning[] } {
  try {
    const { db, salvage } = openDatabase(file, DESKTOP_SCHEMA, Date.now())
    if (salvage === null) return { db, warnings: [] }
    return { db, warnings: [{ id: 'corrupted', error: appError('storage-corrupted', salvage.keptAs) }] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const advice =
      error instanceof DatabaseTooNewError ? 'Start a newer Tincan.' : 'Choose another with --profile DIR.'
    console.error(`The profile ${file} cannot be used: ${reason}. ${advice}`)
    app.exit(1)
    throw error
  }
}

function setTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
