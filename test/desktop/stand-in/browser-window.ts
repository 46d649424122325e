import { EventEmitter } from 'node:events'
import { app, startedChromium } from './app.ts'
import { CancelableEvent } from './events.ts'
import { Page } from './page.ts'
import { applyPermissions, session } from './session.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'
import { windows } from './windows.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface BrowserWindowConstructorOptions {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly minWidth?: number
  readonly minHeight?: number
  readonly show?: boolean
  readonly title?: string
  readonly autoHideMenuBar?: boolean
  readonly webPreferences?: WebPreferences
}
interface BrowserWindowEvents {
  'ready-to-show': []
  show: []
  hide: []
  focus: []
  close: [CancelableEvent]
  closed: []
}

export class BrowserWindow extends EventEmitter<BrowserWindowEvents> {
  readonly webContents: WebContents
  #bounds: Rectangle
  #isVisible: boolean
  #isMinimized = false
  #isMaximized = false
  #isDestroyed = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    this.#bounds = { x, y, width, height }
    this.#isVisible = options.show !== false
    this.webContents = new WebContents(session.defaultSession, webPreferences, async (contents) => {
      const page = await Page.open((await startedChromium()).cdp, {
        width,
        height,
        preload: webPreferences.preload,
        argv: webPreferences.additionalArguments ?? [],
        mayNavigate: (url) => contents.mayNavigate(url),
        onWindowOpen: (url) => contents.openWindow(url),
      })
      page.once('loaded', () => this.emit('ready-to-show'))
      page.on('gone', () => this.#forget())
      return page
    })
    windows.add(this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows] as BrowserWindow[]
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.webContents.page()
    await applyPermissions((await startedChromium()).cdp.browser, this.webContents, url)
    await page.load(url)
  }
  show(): void {
    this.#isVisible = true
    this.#setMinimized(false)
    this.emit('show')
  }
  /** Chromium cannot hide a window: it is minimised, and says that it is not visible. */
  hide(): void {
    this.#isVisible = false
    this.#setMinimized(true)
    this.#isMinimized = false
    this.emit('hide')
  }
  minimize(): void {
    this.#setMinimized(true)
  }
  restore(): void {
    this.#setMinimized(false)
  }
  maximize(): void {
    this.#isMaximized = true
  }
  focus(): void {
    this.emit('focus')
  }
  close(): void {
    const event = new CancelableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    void this.webContents.page().then((page) => page.close().catch(() => this.#forget()))
  }
  isVisible(): boolean {
    return this.#isVisible && !this.#isMinimized
  }
  isMinimized(): boolean {
    return this.#isMinimized
  }
  isMaximized(): boolean {
    return this.#isMaximized
  }
  isDestroyed(): boolean {
    return this.#isDestroyed
  }
  setBounds(bounds: Rectangle): void {
    this.#bounds = bounds
  }
  getNormalBounds(): Rectangle {
    return this.#bounds
  }

  #setMinimized(isMinimized: boolean): void {
    this.#isMinimized = isMinimized
    const state = isMinimized ? 'minimized' : 'normal'
    void this.webContents.page().then((page) => page.setState(state).catch(() => {}))
  }
  #forget(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    windows.delete(this)
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }
}

/** Playwright finds the window of a page by them. */
export const webContents = {
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.targetId === targetId)?.webContents,
}
