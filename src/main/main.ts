import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseSync } from 'node:sqlite'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { io } from 'socket.io-client'
import { DatabaseTooNewError, openDatabase } from '../node/sqlite.ts'
import { appError } from '../shared/errors.ts'
import { createHostCore } from '../shared/host-core.ts'
import type { HostWarning } from '../shared/host.ts'
import { createCrypto } from '../shared/identity/crypto.ts'
import { createSocketFactory } from '../shared/signaling/socket-io.ts'
import { readArguments } from './arguments.ts'
import { createEmbeddedServer } from './embedded-server.ts'
import { serveHost } from './ipc.ts'
import { keepRunning } from './lifecycle.ts'
import { createDesktopShell } from './shell/desktop-shell.ts'
import { setMenu } from './shell/menu.ts'
import { createSqliteStore } from './stores/data-store.ts'
import { DESKTOP_SCHEMA } from './stores/database.ts'
import { createKeyStore } from './stores/key-store.ts'
import { keepWindowState, readWindowState } from './window-state.ts'
import {
  APP_ORIGIN,
  APP_SCHEME,
  guardNavigation,
  guardSession,
  servePages,
  windowOptions,
} from './windows.ts'

const PAGE = `${APP_ORIGIN}/desktop.html`

// What Tincan writes, among it the identity key, is for this person alone.
process.umask(0o077)
const out = fileURLToPath(new URL('..', import.meta.url))
const { profile } = readArguments(process.argv.slice(1), process.env)
if (profile !== null) app.setPath('userData', profile)

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  run().catch(giveUp)
} else {
  console.error('Tincan runs already with this profile. Its window comes to the front.')
  app.exit(0)
}

async function run(): Promise<void> {
  const userData = app.getPath('userData')
  const { db, warnings } = openData(join(userData, 'tincan.db'))
  await app.whenReady()
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
  const core = await createHostCore({
    data,
    keys,
    openSocket: createSocketFactory(io),
    crypto: createCrypto(crypto.subtle),
    clock: { now: Date.now, setTimer },
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    client: 'desktop',
    version: app.getVersion(),
    warnings,
  })

  // The window does not wait for the server of this computer; the account connects as soon as it listens.
  const account = await data.profile()
  if (account !== null && (await embeddedServer.isAt(account.server))) {
    void embeddedServer.start().then(() => core.wake())
  }

  protocol.handle(APP_SCHEME, servePages(join(out, 'renderer')))
  guardSession(session.defaultSession)
  setMenu(process.platform)
  const place = await readWindowState(data, screen)
  const window = new BrowserWindow({
    ...windowOptions(join(out, 'preload', 'preload.cjs'), app.getVersion()),
    ...place?.bounds,
  })
  if (place?.maximized === true) window.once('show', () => window.maximize())
  keepWindowState(window, data)
  guardNavigation(window, shell)

  const desktopShell = createDesktopShell(window, () => app.quit())
  serveHost(ipcMain, window, { ...core, shell: desktopShell.port, embeddedServer })
  core.onState((change) => {
    if (change.slice === 'connection') desktopShell.setConnection(change.value)
  })
  desktopShell.setConnection((await core.state()).connection)
  desktopShell.setLanguage(app.getLocale())

  const close = (): void => {
    core.close()
    embeddedServer.stop()
    db.close()
  }
  keepRunning({ app, window, core, shell: desktopShell, page: PAGE, close })
  powerMonitor.on('resume', () => core.wake())
  powerMonitor.on('unlock-screen', () => core.wake())

  window.once('ready-to-show', () => window.show())
  await window.loadURL(PAGE)
}

/** Opens the profile's database. A damaged one is kept aside and the person is told. */
function openData(file: string): { db: DatabaseSync; warnings: HostWarning[] } {
  try {
    const { db, salvage } = openDatabase(file, DESKTOP_SCHEMA, Date.now())
    if (salvage === null) return { db, warnings: [] }
    return { db, warnings: [{ id: 'corrupted', error: appError('storage-corrupted', salvage.keptAs) }] }
  } catch (error) {
    const advice =
      error instanceof DatabaseTooNewError ? 'Start a newer Tincan.' : 'Choose another with --profile DIR.'
    throw new Error(`The profile ${file} cannot be used: ${toReason(error)}. ${advice}`, { cause: error })
  }
}

/** Says what keeps Tincan from starting, where a person sees it, and ends. */
function giveUp(error: unknown): void {
  console.error(toReason(error))
  dialog.showErrorBox('Tincan cannot start', toReason(error))
  app.exit(1)
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function setTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
