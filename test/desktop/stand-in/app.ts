import { EventEmitter } from 'node:events'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { startChromium, type Chromium } from './chromium.ts'
import { CancelableEvent } from './events.ts'
import { sealSchemes } from './protocol.ts'
import { record } from './record.ts'
import { followDownloads } from './session.ts'
import { takeLock } from './single-instance.ts'
import { windows } from './windows.ts'

interface AppEvents {
  ready: []
  activate: []
  'window-all-closed': []
  'before-quit': [CancelableEvent]
  'will-quit': [CancelableEvent]
  /** Never emitted: the stand-in's Chromium is not asked for passwords. */
  login: [
    event: CancelableEvent,
    contents: unknown,
    request: object,
    authInfo: { readonly isProxy: boolean; readonly host: string; readonly port: number },
    answer: (username?: string, password?: string) => void,
  ]
  'second-instance': [event: object, argv: string[], workingDirectory: string, additionalData: unknown]
  /** Emitted by tests, as macOS would. */
  'open-url': [event: CancelableEvent, url: string]
}

let manifest = { name: 'electron', version: '0', path: process.cwd() }
let chromium: Promise<Chromium> | null = null
let isReady = false
let isQuitting = false
const paths = new Map<string, string>()
/** Electron's own flags, and those of the app; the others are Chromium's, as with Electron. */
const OWN_FLAGS =
  /^--(inspect|remote-debugging-port|no-sandbox|profile|call|answer|end|mute|hidden|help|version)(=|$)/

/** Switches for Chromium, which are taken until it starts. */
class CommandLine {
  readonly #switches = new Map<string, string>()
  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }
  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }
  /** As arguments. */
  flags(): string[] {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  }
}

export class App extends EventEmitter<AppEvents> {
  readonly commandLine = new CommandLine()
  whenReady(): Promise<void> {
    return isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', resolve))
  }
  isReady(): boolean {
    return isReady
  }
  getName(): string {
    return manifest.name
  }
  /** It runs from the bundles of the repository. */
  readonly isPackaged = false
  getVersion(): string {
    return manifest.version
  }
  getAppPath(): string {
    return manifest.path
  }
  getLocale(): string {
    const lang = process.argv.find((arg) => arg.startsWith('--lang='))
    return lang?.slice('--lang='.length) ?? 'en-US'
  }
  getPath(name: 'userData' | 'appData' | 'home'): string {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
    const usual = { home: homedir(), appData: config, userData: join(config, manifest.name) }
    return paths.get(name) ?? usual[name]
  }
  /** On Linux Electron has no login items; the app keeps a file of its own there. */
  getLoginItemSettings(_item?: { path?: string; args?: string[] }): {
    openAtLogin: boolean
    wasOpenedAtLogin: boolean
  } {
    return { openAtLogin: false, wasOpenedAtLogin: false }
  }
  setLoginItemSettings(_item: { path?: string; args?: string[]; openAtLogin: boolean }): void {}
  setBadgeCount(count: number): void {
    record.badge = count
  }
  setPath(name: 'userData', path: string): void {
    paths.set(name, path)
  }
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    return takeLock(this.getPath('userData'), additionalData, (argv, workingDirectory, data) =>
      this.emit('second-instance', {}, argv, workingDirectory, data),
    )
  }
  setAppUserModelId(_id: string): void {}
  setAsDefaultProtocolClient(_scheme: string, _program?: string): boolean {
    return true
  }
  /** Asks the app, closes its windows, asks again, and ends. */
  quit(): void {
    if (isQuitting) return
    const event = new CancelableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    isQuitting = true
    const end = (): void => {
      if (windows.size > 0) return
      const last = new CancelableEvent()
      this.emit('will-quit', last)
      if (!last.defaultPrevented) this.exit(0)
      else isQuitting = false
    }
    if (windows.size === 0) end()
    for (const window of windows) {
      window.once('closed', end)
      window.close()
    }
  }
  /** The next process is up to the test; what was asked for is in the last line that this one prints. */
  relaunch(_options?: { execPath?: string; args?: string[] }): void {
    console.log('The app asks to be started anew.')
  }
  exit(code = 0): void {
    isQuitting = true
    if (chromium === null) process.exit(code)
    void chromium.then((running) => running.close()).finally(() => process.exit(code))
  }
}
export const app = new App()

export function describeApp(described: typeof manifest): void {
  manifest = described
}

/** The app's main file is evaluated: Chromium starts, and the app is ready. */
export function becomeReady(): void {
  if (isQuitting) return
  sealSchemes()
  const flags = process.argv.slice(1).filter((arg) => arg.startsWith('--') && !OWN_FLAGS.test(arg))
  chromium = start([...flags, ...app.commandLine.flags()])
  chromium.then(
    (running) => {
      running.cdp.onGone(() => {
        if (!isQuitting) app.exit(1)
      })
      isReady = true
      app.emit('ready')
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}

async function start(flags: readonly string[]): Promise<Chromium> {
  const running = await startChromium(flags)
  await followDownloads(running.cdp.browser, running.folder)
  return running
}

export function startedChromium(): Promise<Chromium> {
  return chromium ?? Promise.reject(new Error('Chromium runs only when the app is ready.'))
}
