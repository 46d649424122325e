import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { record, type MenuItem } from './record.ts'

// Surfaces of the desktop that nobody looks at in a test: they are recorded.

export class Menu {
  readonly items: readonly MenuItem[]
  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }
  static buildFromTemplate(template: MenuItem[]): Menu {
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu | null): void {
    record.applicationMenu = menu === null ? null : menu.items
  }
}

class Image {
  readonly source: string
  readonly #isEmpty: boolean
  constructor(source: string, isEmpty: boolean) {
    this.source = source
    this.#isEmpty = isEmpty
  }
  isEmpty(): boolean {
    return this.#isEmpty
  }
}
export type NativeImage = Image
export const nativeImage = {
  /** As in Electron, a file that is not there gives an empty image. */
  createFromPath: (path: string): Image => new Image(path, !existsSync(path)),
}

export class Tray extends EventEmitter<{ click: []; 'double-click': [] }> {
  readonly #state = { toolTip: '', image: '', menu: [] as readonly MenuItem[] }
  constructor(image: Image) {
    super()
    this.setImage(image)
    record.trays.push(this.#state)
  }
  setImage(image: Image): void {
    if (image.isEmpty()) throw new Error(`A tray needs an image, and ${image.source} is none.`)
    this.#state.image = image.source
  }
  setToolTip(text: string): void {
    this.#state.toolTip = text
  }
  setContextMenu(menu: Menu): void {
    this.#state.menu = menu.items
  }
}

/** Answers every question as the test said before. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    record.errorBoxes.push(`${title}: ${content}`)
  },
  async showMessageBox(...args: unknown[]): Promise<{ response: number }> {
    const options = args.at(-1) as { message: string; buttons: readonly string[] }
    record.questions.push(options.message)
    return { response: options.buttons.indexOf(record.answer ?? '') }
  },
  /** The person chooses the file that the test said before, or none. */
  async showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    record.fileDialogs.push(args.at(-1) as object)
    return { canceled: record.chosenFile === null, filePath: record.chosenFile ?? '' }
  },
  async showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    record.fileDialogs.push(args.at(-1) as object)
    return {
      canceled: record.chosenFile === null,
      filePaths: record.chosenFile === null ? [] : [record.chosenFile],
    }
  },
}
export type Dialog = typeof dialog

export interface NotificationOptions {
  readonly title?: string
  readonly body?: string
  readonly silent?: boolean
  readonly timeoutType?: 'default' | 'never'
  readonly urgency?: 'normal' | 'critical' | 'low'
  readonly actions?: readonly { readonly type: 'button'; readonly text: string }[]
  readonly hasReply?: boolean
  readonly replyPlaceholder?: string
}
export class Notification extends EventEmitter<{
  click: []
  action: [details: { readonly actionIndex: number }]
  reply: [details: { readonly reply: string }]
  close: []
}> {
  readonly options: NotificationOptions
  constructor(options: NotificationOptions = {}) {
    super()
    this.options = options
  }
  static isSupported(): boolean {
    return true
  }
  show(): void {
    record.notifications.push(this)
  }
  close(): void {
    const index = record.notifications.indexOf(this)
    if (index >= 0) record.notifications.splice(index, 1)
    this.emit('close')
  }
}

export const shell = {
  async openExternal(url: string): Promise<void> {
    record.opened.push(url)
  },
  /** Gives what the system finds wrong with it; nothing is an empty text. */
  async openPath(path: string): Promise<string> {
    record.opened.push(path)
    return existsSync(path) ? '' : 'There is no such file.'
  },
}
export type Shell = typeof shell

export const globalShortcut = {
  register(accelerator: string, press: () => void): boolean {
    if (record.takenShortcuts.has(accelerator) || record.globalShortcuts.has(accelerator)) return false
    record.globalShortcuts.set(accelerator, press)
    return true
  },
  unregister: (accelerator: string): void => void record.globalShortcuts.delete(accelerator),
}
export type GlobalShortcut = typeof globalShortcut

/** What macOS alone asks for. */
export const systemPreferences = { isTrustedAccessibilityClient: (_prompt: boolean): boolean => true }

let lastBlocker = 0
export const powerSaveBlocker = {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    record.powerBlockers.add(++lastBlocker)
    return lastBlocker
  },
  stop: (id: number): boolean => record.powerBlockers.delete(id),
}

/** Tests emit what the computer would. */
export const powerMonitor = new EventEmitter<{
  resume: []
  suspend: []
  shutdown: []
  'lock-screen': []
  'unlock-screen': []
  'user-did-become-active': []
  'user-did-resign-active': []
}>()
export type PowerMonitor = typeof powerMonitor

/** Squirrel's updater, which only says when the app is about to be replaced. */
export const autoUpdater = new EventEmitter<{ 'before-quit-for-update': [] }>()

const DISPLAY = { x: 0, y: 0, width: 1280, height: 800 }
class FakeScreen extends EventEmitter<{ 'display-removed': [] }> {
  getAllDisplays(): { workArea: typeof DISPLAY }[] {
    return [{ workArea: DISPLAY }]
  }
  getPrimaryDisplay(): { workArea: typeof DISPLAY } {
    return { workArea: DISPLAY }
  }
  getCursorScreenPoint(): { x: number; y: number } {
    return { x: 640, y: 400 }
  }
  getDisplayNearestPoint(_point: { x: number; y: number }): { workArea: typeof DISPLAY } {
    return { workArea: DISPLAY }
  }
}
export const screen = new FakeScreen()
export type Screen = FakeScreen

class ClientRequest extends EventEmitter<{
  login: [{ isProxy: boolean; host: string; port: number }, (username?: string, password?: string) => void]
  error: [Error]
}> {
  end(): void {}
}
/** Nobody answers: what a request would leave in Chromium's memory cannot be put there over its protocol. */
export const net = {
  request: (_options: { readonly method: string; readonly url: string }): ClientRequest =>
    new ClientRequest(),
}
export type Net = typeof net
