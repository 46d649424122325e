import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseSync } from 'node:sqlite'
import {
  app,
  autoUpdater,
  BrowserWindow,
  dialog,
  ipcMain,
  net,
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
import { readArguments, type AppArguments } from './arguments.ts'
import { mayStart, serveCommandLine } from './command-line.ts'
import { createNetworkSockets } from './diagnostics/network-sockets.ts'
import { APP_ID } from './app-id.ts'
import { chooseAudioBuffers } from './audio-buffers.ts'
import { createAutostart, keepAutostart } from './autostart.ts'
import { createComputer } from './computer.ts'
import { createEmbeddedServer } from './embedded-server.ts'
import { createIdentityFiles } from './identity-file.ts'
import { serveHost } from './ipc.ts'
import { launchCommand } from './launch-command.ts'
import { keepRunning } from './lifecycle.ts'
import { createLog, keepConsole } from './logs.ts'
import { followLinks, registerLinks } from './links.ts'
import { watchAddresses } from './network-watch.ts'
import { createPanels } from './panels/panels.ts'
import { createDesktopShell } from './shell/desktop-shell.ts'
import { followPower } from './power.ts'
import { createIntroductions } from './proxy-login.ts'
import { createWayOut, isProxied } from './proxy.ts'
import { setMenu } from './shell/menu.ts'
import { watchScreenLock } from './screen-lock.ts'
import { sessionBusAddress } from './session-bus.ts'
import { desktopKeySource } from './shortcuts/desktop-keys.ts'
import { createKeys } from './shortcuts/keys.ts'
import { createSqliteStore, readSettings } from './stores/data-store.ts'
import { DESKTOP_SCHEMA } from './stores/database.ts'
import { createKeyStore } from './stores/key-store.ts'
import { createSecretStore } from './stores/secret-store.ts'
import { createUpdates } from './updates/updates.ts'
import { updateSource } from './updates/update-source.ts'
import { keepPanelPlace, keepWindowState, readPanelPlace, readWindowState } from './window-state.ts'
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
const read = readArguments(process.argv.slice(1), process.env)
if (read.ok && read.value.profile !== null) app.setPath('userData', read.value.profile)
if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
const onLink = followLinks(app)

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

const logFolder = join(app.getPath('userData'), 'logs')
const log = createLog({ folder: logFolder, now: Date.now })

if (!read.ok) {
  console.error(`${read.error}\nSee tincan --help.`)
  app.exit(2)
} else if (mayStart(app, read.value)) {
  keepConsole(log, console)
  log.write('info', `Tincan ${app.getVersion()} starts.`)
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  run(read.value).catch(giveUp)
}

async function run(args: AppArguments): Promise<void> {
  const command = launchCommand({
    execPath: process.execPath,
    appFolder: app.isPackaged ? null : app.getAppPath(),
    profile: args.profile,
    env: process.env,
  })
  const userData = app.getPath('userData')
  const { db, warnings } = openData(join(userData, 'tincan.db'))
  chooseAudioBuffers(app, readSettings(db))
  await app.whenReady()
  const data = createSqliteStore(db)
  const secrets = await createSecretStore(db, safeStorage, process.platform)
  const keyStore = createKeyStore(secrets)
  if (keyStore.protection === 'none') warnings.push({ id: 'secrets', error: appError('secrets-unprotected') })

  const embeddedServer = createEmbeddedServer({
    fork: utilityProcess.fork,
    serverFile: join(out, 'main', 'server.js'),
    webDir: join(out, 'web'),
    dataDir: userData,
    values: data,
  })
  const sockets = createNetworkSockets((origin) => isProxied(session.defaultSession, origin))
  const core = await createHostCore({
    data,
    keys: keyStore,
    secrets,
    sockets,
    openSocket: createSocketFactory(
      io,
      createWayOut(session.defaultSession, process.env, createIntroductions(net, process.env)),
    ),
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
    void embeddedServer.start().then(core.account.reconnect)
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

  const state = await core.state()
  const desktopShell = createDesktopShell({
    window,
    platform: process.platform,
    icons: join(out, 'tray'),
    state,
    updateSettings: (change) => void core.settings.update(change),
    onPresence(presence) {
      panels.setPresence(presence)
      keys.setPresence(presence)
    },
  })
  const panels = createPanels({
    window,
    ipcMain,
    screen,
    shell,
    preloads: join(out, 'preload'),
    platform: process.platform,
    state,
    miniPlace: await readPanelPlace(data),
    keepMiniPlace: (place) => keepPanelPlace(data, place),
    command: desktopShell.command,
    openMain: desktopShell.show,
    texts: desktopShell.texts,
  })
  const keys = createKeys({
    createSource: (listener) =>
      desktopKeySource(
        {
          platform: process.platform,
          env: process.env,
          hookFile: join(out, 'main', 'key-hook.js'),
          clock: { now: Date.now, setTimer },
        },
        listener,
      ),
    command: desktopShell.command,
    names: () => desktopShell.texts().keys,
  })
  const updates = createUpdates({
    source: updateSource({
      isPackaged: app.isPackaged,
      platform: process.platform,
      arch: process.arch,
      environment: process.env,
      appFolder: join(out, '..'),
    }),
    policy: async () => (await core.state()).settings.updates,
    isInCall: () => desktopShell.inCallWith() !== null,
    clock: { now: Date.now, setTimer },
  })
  serveHost(ipcMain, window, {
    ...core,
    account: {
      ...core.account,
      identityFile: createIdentityFiles({ window, dialog, core, vault: keyStore.vault }),
    },
    computer: createComputer({
      app,
      shell,
      platform: process.platform,
      session: session.defaultSession,
      core,
      dataFolder: userData,
      logFolder,
      texts: desktopShell.texts,
      command,
      close: () => close(),
    }),
    network: { ...core.network, sockets },
    shell: { ...desktopShell.port, ...keys.port, showMini: panels.showMini },
    embeddedServer,
    updates: updates.port,
  })
  core.onState(({ slice, value }) => {
    desktopShell.setState({ [slice]: value })
    panels.setState({ [slice]: value })
    if (slice === 'settings') keys.setSettings(value)
  })
  keys.setSettings(state.settings)
  registerLinks(app, command)
  serveCommandLine({ app, core, shell: desktopShell, keys, onLink }, args)

  const stopWatching = watchAddresses(() => core.wake('network-changed'))
  const close = (): void => {
    stopWatching()
    keys.stop()
    updates.stop()
    core.close()
    embeddedServer.stop()
    db.close()
    log.write('info', 'Tincan ends.')
    log.close()
  }
  const lifecycle = keepRunning({
    app,
    window,
    core,
    shell: desktopShell,
    dialog,
    page: PAGE,
    onQuit: panels.stop,
    close,
  })
  // The new version is in place, and the windows close next, before the app says that it quits.
  autoUpdater.on('before-quit-for-update', lifecycle.prepareToQuit)
  followPower({
    powerMonitor,
    watchLock: (onChange) => {
      if (process.platform === 'linux') watchScreenLock(sessionBusAddress(process.env), onChange)
    },
    screen,
    window,
    core,
    keys,
  })
  const autostart = createAutostart({ app, platform: process.platform, env: process.env, command })
  await keepAutostart(core, autostart)

  if (!args.isHidden && !autostart.hasStarted()) desktopShell.show()
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
