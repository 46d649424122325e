import type { Codec } from './codec.ts'
import type { Bridged, CallAnswer, ToMainWorld } from './main-world.ts'
import type { FromPage, ToPage } from './worlds.ts'

type Listener = (event: object, ...args: unknown[]) => void
/** What a preload script has of `ipcRenderer`. */
export interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: Listener): IpcRenderer
  off(channel: string, listener: Listener): IpcRenderer
}
export interface ContextBridge {
  exposeInMainWorld(name: string, value: unknown): void
}

/**
 * Runs in the preload script's world, which the page cannot see: gives the script the `require` that a sandboxed one has,
 * with IPC over `wire` and a bridge to the page's world over events of the document.
 */
export function isolatedWorld(
  key: string,
  codec: Codec,
  wire: (text: string) => void,
  preload: (require: (id: string) => unknown, module: object, exports: object, process: object) => void,
  argv: readonly string[],
): void {
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const listeners = new Map<string, Listener[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0

  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  const toMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error))
  const toMain = (message: ToMainWorld): void => {
    document.dispatchEvent(new CustomEvent(`${key}-event`, { detail: message }))
  }

  const wrap = (value: unknown): Bridged => {
    if (typeof value === 'function') {
      functions.set(++lastId, value as (...args: unknown[]) => unknown)
      return { $function: lastId }
    }
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        (result) => toMain({ type: 'settled', id, value: wrap(result) }),
        (error: unknown) => toMain({ type: 'settled', id, error: toMessage(error) }),
      )
      return { $promise: id }
    }
    if (Array.isArray(value)) return value.map(wrap)
    if (!isPlain(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, wrap(held)]))
  }
  const unwrap = (value: Bridged): unknown => {
    if (Array.isArray(value)) return value.map(unwrap)
    if (!isPlain(value)) return value
    const { $function: id } = value
    if (typeof id === 'number') {
      return (...args: unknown[]) => toMain({ type: 'callback', id, args: args.map(wrap) })
    }
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, unwrap(held)]))
  }
  document.addEventListener(`${key}-call`, (event) => {
    const { id, args } = (event as CustomEvent<{ id: number; args: Bridged[] }>).detail
    const answer = (detail: CallAnswer): void => {
      document.dispatchEvent(new CustomEvent(`${key}-answer`, { detail }))
    }
    try {
      answer({ value: wrap(functions.get(id)?.(...args.map(unwrap))) })
    } catch (error) {
      answer({ error: toMessage(error) })
    }
  })

  const ipcRenderer: IpcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        const text = codec.encode(args)
        waiting.set(id, { resolve, reject })
        const message: FromPage = { id, channel, args: text }
        wire(JSON.stringify(message))
      }),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel, listener) {
      const left = (listeners.get(channel) ?? []).filter((other) => other !== listener)
      listeners.set(channel, left)
      return ipcRenderer
    },
  }
  const received = new Set<number>()
  const receive = (number: number, message: ToPage): void => {
    if (received.has(number)) return
    received.add(number)
    if (message.type === 'push') {
      const args = codec.decode(message.args) as unknown[]
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'answer') call?.resolve(codec.decode(message.value))
    else call?.reject(new Error(message.message))
  }
  Object.defineProperty(globalThis, 'standInReceive', { value: receive })
  // For tests of a page that was taken over: code that got out of its own world has this.
  Object.defineProperty(globalThis, 'standInIpc', { value: ipcRenderer })

  const contextBridge: ContextBridge = {
    exposeInMainWorld: (name, value) => toMain({ type: 'expose', name, value: wrap(value) }),
  }
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') return { ipcRenderer, contextBridge }
    throw new Error(`module not found: ${id}`)
  }
  const module = { exports: {} }
  const process = {
    argv,
    platform: 'linux',
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: { electron: '45.4.1' },
    env: {},
  }
  preload(require, module, module.exports, process)
}
