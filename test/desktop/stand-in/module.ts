// The stand-in of the module `electron`: what Tincan uses of it, and no more. tsconfig.stand-in.json compiles src/main and
// src/preload against these exports, so that an API that Tincan uses and that is not here is a compile error.

import { app } from './app.ts'
import { BrowserWindow, webContents } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import type { ContextBridge, IpcRenderer } from './isolated-world.ts'
import { protocol } from './protocol.ts'
import { record } from './record.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'
import {
  autoUpdater,
  dialog,
  globalShortcut,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  systemPreferences,
  Tray,
} from './surfaces.ts'
import { utilityProcess } from './utility-process.ts'

export type { App } from './app.ts'
export type { BrowserWindowConstructorOptions, Rectangle } from './browser-window.ts'
export type { WebPreferences } from './web-contents.ts'
export type { IpcMain, IpcMainInvokeEvent } from './ipc-main.ts'
export type { SafeStorage } from './safe-storage.ts'
export type { Session } from './session.ts'
export type { MenuItem as MenuItemConstructorOptions } from './record.ts'
export type { Dialog, GlobalShortcut, Net, PowerMonitor, Screen, Shell } from './surfaces.ts'
export type { UtilityProcess } from './utility-process.ts'
export {
  app,
  autoUpdater,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
}
/** In a preload script only, where isolated-world.ts gives them. */
export declare const contextBridge: ContextBridge
export declare const ipcRenderer: IpcRenderer
/** Only here: what the app did to surfaces that a test cannot see. */
export { record as standInRecord }
