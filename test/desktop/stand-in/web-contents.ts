import { EventEmitter } from 'node:events'
import { makeCodec } from './codec.ts'
import { CancelableEvent } from './events.ts'
import { answer } from './ipc-main.ts'
import type { Frame, Page } from './page.ts'
import { record } from './record.ts'
import type { Session } from './session.ts'
import type { FromPage } from './worlds.ts'

export interface WebPreferences {
  readonly preload?: string
  readonly contextIsolation?: boolean
  readonly sandbox?: boolean
  readonly nodeIntegration?: boolean
  readonly webSecurity?: boolean
  readonly webviewTag?: boolean
  readonly spellcheck?: boolean
  readonly additionalArguments?: string[]
}

class NavigationEvent extends CancelableEvent {
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
  }
}

interface WebContentsEvents {
  'did-start-navigation': [details: { url: string; isMainFrame: boolean; isSameDocument: boolean }]
  'did-finish-load': []
  'render-process-gone': [event: object, details: { reason: string; exitCode: number }]
  'will-navigate': [event: NavigationEvent]
  'will-redirect': [event: NavigationEvent]
  'will-attach-webview': [event: CancelableEvent]
  destroyed: []
}
type WindowOpenHandler = (details: { readonly url: string }) => { action: 'deny' }

const codec = makeCodec()

export class WebContents extends EventEmitter<WebContentsEvents> {
  readonly session: Session
  readonly #preferences: WebPreferences
  readonly #opening: Promise<Page>
  #page: Page | null = null
  #openHandler: WindowOpenHandler | null = null
  #isDestroyed = false

  constructor(session: Session, preferences: WebPreferences, open: (contents: WebContents) => Promise<Page>) {
    super()
    this.session = session
    this.#preferences = preferences
    this.#opening = open(this).then((page) => this.#adopt(page))
  }

  get targetId(): string | undefined {
    return this.#page?.targetId
  }
  page(): Promise<Page> {
    return this.#opening
  }
  /** What the app's handlers say about a place that the page wants to go to by itself. */
  mayNavigate(url: string): boolean {
    const event = new NavigationEvent(url)
    this.emit('will-navigate', event)
    return !event.defaultPrevented
  }
  openWindow(url: string): void {
    this.#openHandler?.({ url })
  }

  getURL(): string {
    return this.#page?.url ?? ''
  }
  getLastWebPreferences(): WebPreferences {
    return this.#preferences
  }
  isDestroyed(): boolean {
    return this.#isDestroyed
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }
  setBackgroundThrottling(isAllowed: boolean): void {
    record.throttling = isAllowed
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
    this.#page?.post({ type: 'push', channel, args: codec.encode(args) })
  }
  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.#opening).run(code)
  }
  forcefullyCrashRenderer(): void {
    this.#page?.crash()
  }
  close(_options?: { readonly waitForBeforeUnload?: boolean }): void {
    void this.#page?.close()
  }

  #adopt(page: Page): Page {
    this.#page = page
    page.on('message', (message, frame) => void this.#receive(message, frame))
    page.on('navigating', (url, isMainFrame, isSameDocument) =>
      this.emit('did-start-navigation', { url, isMainFrame, isSameDocument }),
    )
    page.on('loaded', () => this.emit('did-finish-load'))
    page.on('crashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    page.on('gone', () => {
      this.#isDestroyed = true
      this.emit('destroyed')
    })
    return page
  }

  async #receive(message: FromPage, frame: Frame): Promise<void> {
    const { id, channel } = message
    const top = { url: this.getURL(), parent: null }
    const senderFrame = frame.isTop ? { url: frame.url, parent: null } : { url: frame.url, parent: top }
    try {
      const args = codec.decode(message.args) as unknown[]
      const value = codec.encode(await answer(channel, { sender: this, senderFrame }, args))
      this.#page?.post({ type: 'answer', id, value })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      this.#page?.post({ type: 'failure', id, message: text })
    }
  }
}
