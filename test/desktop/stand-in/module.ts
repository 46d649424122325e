// The stand-in of the module `electron`: what Tincan's main process uses of it, and no more. tsconfig.stand-in.json
// compiles src/main against these exports, so that an API that Tincan uses and that is not here is a compile error.

import { app } from './app.ts'
import { BrowserWindow, webContents } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { protocol } from './protocol.ts'
import { record } from './record.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'
import { dialog, Menu, nativeImage, powerMonitor, powerSaveBlocker, screen, shell, Tray } from './surfaces.ts'
import { utilityProcess } from './utility-process.ts'

export type { App } from './app.ts'
export type { BrowserWindowConstructorOptions, Rectangle } from './browser-window.ts'
export type { IpcMain, IpcMainInvokeEvent } from './ipc-main.ts'
export type { SafeStorage } from './safe-storage.ts'
export type { Session } from './session.ts'
export type { Screen, Shell } from './surfaces.ts'
export type { UtilityProcess } from './utility-process.ts'
export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}
/** Only here: what the app did to surfaces that a test cannot see. */
export { record as standInRecord }
