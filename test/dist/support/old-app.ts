import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import type { AppImageUpdater } from 'electron-updater'

// An installed AppImage as electron-updater sees it: its own updater and its own HTTP, with what they use of Electron
// made of Node.

const ELECTRON = 'file:///no/electron.cjs'
const ELECTRON_SOURCE = `
  const { EventEmitter } = require('node:events')
  const { request } = require('node:http')
  exports.autoUpdater = new EventEmitter()
  exports.net = { request: (options) => request(options) }
  exports.session = { fromPartition: () => null }
`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: ELECTRON, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === ELECTRON
      ? { format: 'commonjs', source: ELECTRON_SOURCE, shortCircuit: true }
      : next(url, context),
})
const require = createRequire(import.meta.url)
const updaters = require('electron-updater') as {
  AppImageUpdater: new (options: null, app: object) => AppImageUpdater
}
const { ElectronHttpExecutor } = require('electron-updater/out/electronHttpExecutor') as {
  ElectronHttpExecutor: new () => object
}

export interface OldApp {
  readonly updater: AppImageUpdater
  readonly quits: () => number
}

/** Version 1.0.0, installed as the AppImage that the environment names, with everything else below `folder`. */
export function createOldApp(folder: string, updateConfig: string): OldApp {
  let quits = 0
  const updater = new updaters.AppImageUpdater(null, {
    version: '1.0.0',
    name: 'tincan',
    isPackaged: true,
    appUpdateConfigPath: updateConfig,
    userDataPath: join(folder, 'profile'),
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => (quits += 1),
    onQuit: () => {},
  })
  Object.assign(updater, { httpExecutor: new ElectronHttpExecutor() })
  return { updater, quits: () => quits }
}
