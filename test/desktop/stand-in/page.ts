import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Cdp, CdpSession } from './cdp.ts'
import { fromChromium, toChromium } from './protocol.ts'
import { interceptRequests } from './requests.ts'
import {
  isolatedWorldSource,
  mainWorldSource,
  PRELOAD_WORLD,
  WIRE,
  type FromPage,
  type ToPage,
} from './worlds.ts'

export interface PageOptions {
  readonly width: number
  readonly height: number
  readonly preload: string | undefined
  readonly argv: readonly string[]
  /** Whether the page may go to an address by itself. */
  readonly mayNavigate: (url: string) => boolean
  readonly onWindowOpen: (url: string) => void
}

export interface Frame {
  readonly url: string
  readonly isTop: boolean
}

interface PageEvents {
  message: [message: FromPage, frame: Frame]
  navigating: [url: string, isMainFrame: boolean, isSameDocument: boolean]
  loaded: []
  crashed: []
  gone: []
}

/** How long a page may take to answer before it is told again, in milliseconds. */
const ANSWER_MS = 1_000

/** One Chromium window and its page, with the preload script's world in it. */
export class Page extends EventEmitter<PageEvents> {
  readonly targetId: string
  readonly #cdp: Cdp
  readonly #session: CdpSession
  readonly #urls = new Map<string, string>()
  readonly #frameOfContext = new Map<number, string>()
  readonly #top: string
  #context: number | null = null
  #lastNumber = 0
  #isLoadedByApp = false

  static async open(cdp: Cdp, options: PageOptions): Promise<Page> {
    const { width, height } = options
    const target = { url: 'about:blank', newWindow: true, width, height }
    const { targetId } = await cdp.browser.send('Target.createTarget', target)
    const { sessionId } = await cdp.browser.send('Target.attachToTarget', { targetId, flatten: true })
    const session = cdp.session(sessionId)
    const { frameTree } = await session.send('Page.getFrameTree')
    const page = new Page(cdp, session, targetId, frameTree.frame.id)
    page.#listen(options)
    await page.#prepare(options)
    return page
  }

  private constructor(cdp: Cdp, session: CdpSession, targetId: string, top: string) {
    super()
    this.#cdp = cdp
    this.#session = session
    this.targetId = targetId
    this.#top = top
  }

  get url(): string {
    return this.#urls.get(this.#top) ?? 'about:blank'
  }

  /** Loads an address and waits until it is there. */
  async load(url: string): Promise<void> {
    this.#isLoadedByApp = true
    const loaded = new Promise<void>((resolve) => this.once('loaded', resolve))
    const { errorText } = await this.#session.send('Page.navigate', { url: toChromium(url) })
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
    await loaded
    // In Electron the first page is the first entry; here it came after about:blank, to which a mouse could go back.
    await this.#session.send('Page.resetNavigationHistory')
  }

  /** A message without a page that could hear it is lost, as it is in Electron. */
  post(message: ToPage): void {
    if (this.#context === null) return
    const call = {
      functionDeclaration: '(number, message) => globalThis.standInReceive(number, message)',
      executionContextId: this.#context,
      arguments: [{ value: ++this.#lastNumber }, { value: message }],
    }
    void this.#repeat(
      () => this.#session.send('Runtime.callFunctionOn', call),
      () => this.#context !== call.executionContextId,
    )
  }

  /** Chromium now and then loses a command without an answer. The page takes each message only once. */
  async #repeat(send: () => Promise<unknown>, isVain: () => boolean): Promise<void> {
    while (!isVain()) {
      const answered = send().then(
        () => true,
        () => true,
      )
      if (await Promise.race([answered, setTimeout(ANSWER_MS, false, { ref: false })])) return
    }
  }

  async run(code: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails === undefined) return result.value
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }

  async setState(windowState: 'normal' | 'minimized'): Promise<void> {
    const { targetId } = this
    const { windowId } = await this.#cdp.browser.send('Browser.getWindowForTarget', { targetId })
    await this.#cdp.browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }

  async setBounds(bounds: { left: number; top: number; width: number; height: number }): Promise<void> {
    const { targetId } = this
    const { windowId } = await this.#cdp.browser.send('Browser.getWindowForTarget', { targetId })
    await this.#cdp.browser.send('Browser.setWindowBounds', { windowId, bounds })
  }

  /** Chromium answers it only when it is over. */
  crash(): void {
    let isOver = false
    this.once('crashed', () => void (isOver = true))
    void this.#repeat(
      () => this.#session.send('Page.crash'),
      () => isOver,
    )
  }

  async close(): Promise<void> {
    await this.#cdp.browser.send('Target.closeTarget', { targetId: this.targetId })
  }

  #listen(options: PageOptions): void {
    const session = this.#session
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return
      const { frameId } = context.auxData as { frameId: string }
      this.#frameOfContext.set(context.id, frameId)
      if (frameId === this.#top) this.#context = context.id
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = null
      this.#frameOfContext.clear()
    })
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== WIRE) return
      const frame = this.#frameOfContext.get(executionContextId) ?? this.#top
      const url = this.#urls.get(frame) ?? 'about:blank'
      this.emit('message', JSON.parse(payload) as FromPage, { url, isTop: frame === this.#top })
    })
    session.on('Page.frameStartedNavigating', ({ frameId, url, navigationType }) => {
      const isSameDocument = navigationType === 'sameDocument' || navigationType === 'historySameDocument'
      this.emit('navigating', fromChromium(url), frameId === this.#top, isSameDocument)
    })
    session.on('Page.frameNavigated', ({ frame }) => this.#urls.set(frame.id, fromChromium(frame.url)))
    session.on('Page.loadEventFired', () => {
      if (this.url === 'about:blank') return
      this.#isLoadedByApp = false
      this.emit('loaded')
    })
    session.on('Page.windowOpen', ({ url }) => options.onWindowOpen(fromChromium(url)))
    session.on('Inspector.targetCrashed', () => {
      this.#context = null
      this.emit('crashed')
    })
    this.#cdp.browser.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === this.targetId) this.emit('gone')
    })
  }

  async #prepare(options: PageOptions): Promise<void> {
    const key = `stand-in-${randomUUID()}`
    const preload = options.preload === undefined ? '' : readFileSync(options.preload, 'utf8')
    const session = this.#session
    await this.#cdp.browser.send('Target.setDiscoverTargets', { discover: true })
    await session.send('Page.enable')
    await session.send('Runtime.enable')
    await session.send('Inspector.enable')
    await session.send('Runtime.addBinding', { name: WIRE, executionContextName: PRELOAD_WORLD })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(key) })
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldSource(key, preload, options.argv),
      worldName: PRELOAD_WORLD,
    })
    await interceptRequests(session, (url, frame) => {
      const isReload = url === this.url
      return frame !== this.#top || this.#isLoadedByApp || isReload || options.mayNavigate(url)
    })
  }
}
