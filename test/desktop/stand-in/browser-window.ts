import { EventEmitter } from 'node:events'
import { app, startedChromium } from './app.ts'
import { CancelableEvent } from './events.ts'
import { Page } from './page.ts'
import { record } from './record.ts'
import { applyPermissions, session } from './session.ts'
import type { NativeImage } from './surfaces.ts'
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
  readonly frame?: boolean
  readonly resizable?: boolean
  readonly minimizable?: boolean
  readonly maximizable?: boolean
  readonly fullscreenable?: boolean
  readonly skipTaskbar?: boolean
  readonly type?: string
  readonly webPreferences?: WebPreferences
}
interface BrowserWindowEvents {
  'ready-to-show': []
  show: []
  hide: []
  focus: []
  minimize: []
  restore: []
  close: [CancelableEvent]
  closed: []
  'session-end': []
}

export class BrowserWindow extends EventEmitter<BrowserWindowEvents> {
  readonly webContents: WebContents
  #bounds: Rectangle
  #isVisible: boolean
  #isMinimized = false
  #isMaximized = false
  #isDestroyed = false
  #alwaysOnTop: string | null = null
  #isOnAllWorkspaces = false
  #shownInactiveAt: number | null = null

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
  /** Chromium gives a new window the focus: that it stays where it is, only a real Electron shows. */
  showInactive(): void {
    this.#isVisible = true
    this.#shownInactiveAt = Date.now()
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
    this.emit('minimize')
  }
  restore(): void {
    this.#setMinimized(false)
    this.emit('restore')
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
    // Chromium says yes to closing a page that it is just about to load, and may leave it open all the same.
    const forget = (): void => this.#forget()
    void this.webContents.page().then((page) => page.close().then(forget, forget), forget)
  }
  isFocused(): boolean {
    return this.#isVisible && !this.#isMinimized
  }
  flashFrame(isFlashing: boolean): void {
    record.isFlashing = isFlashing
  }
  setOverlayIcon(_overlay: NativeImage | null, _description: string): void {}
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
    const { x: left, y: top, width, height } = bounds
    void this.webContents.page().then((page) => page.setBounds({ left, top, width, height }).catch(() => {}))
  }
  getBounds(): Rectangle {
    return this.#bounds
  }
  setAlwaysOnTop(flag: boolean, level?: 'screen-saver'): void {
    this.#alwaysOnTop = flag ? (level ?? 'floating') : null
  }
  setVisibleOnAllWorkspaces(
    visible: boolean,
    _options?: { visibleOnFullScreen?: boolean; skipTransformProcessType?: boolean },
  ): void {
    this.#isOnAllWorkspaces = visible
  }
  /** Only here, for tests: what the system was asked to do with this window. */
  get standInLook(): {
    readonly alwaysOnTop: string | null
    readonly onAllWorkspaces: boolean
    readonly shownInactiveAt: number | null
  } {
    return {
      alwaysOnTop: this.#alwaysOnTop,
      onAllWorkspaces: this.#isOnAllWorkspaces,
      shownInactiveAt: this.#shownInactiveAt,
    }
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
