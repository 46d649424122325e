/** Over the bridge: a function is `{ $function: id }`, a promise `{ $promise: id }`, the rest is cloned. */
export type Bridged = unknown
/** From the preload's world to the page's. */
export type ToMainWorld =
  | { readonly type: 'expose'; readonly name: string; readonly value: Bridged }
  | { readonly type: 'callback'; readonly id: number; readonly args: readonly Bridged[] }
  | { readonly type: 'settled'; readonly id: number; readonly value?: Bridged; readonly error?: string }
/** What a call of an exposed function gives at once. */
export type CallAnswer = { readonly value: Bridged } | { readonly error: string }

/**
 * Runs in the page's own world: rebuilds what the preload script exposed, frozen, with its functions as proxies. The two
 * worlds share nothing but the document; events on it carry clones from one to the other, synchronously.
 */
export function mainWorld(key: string): void {
  const callbacks = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0

  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

  const call = (id: number, args: unknown[]): CallAnswer => {
    let answer: CallAnswer = { error: 'An object could not be cloned.' }
    const listen = (event: Event): void => {
      answer = (event as CustomEvent<CallAnswer>).detail
    }
    document.addEventListener(`${key}-answer`, listen)
    document.dispatchEvent(new CustomEvent(`${key}-call`, { detail: { id, args: args.map(wrap) } }))
    document.removeEventListener(`${key}-answer`, listen)
    return answer
  }
  const wrap = (value: unknown): Bridged => {
    if (typeof value === 'function') {
      callbacks.set(++lastId, value as (...args: unknown[]) => unknown)
      return { $function: lastId }
    }
    if (Array.isArray(value)) return value.map(wrap)
    if (!isPlain(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, wrap(held)]))
  }
  const unwrap = (value: Bridged): unknown => {
    if (Array.isArray(value)) return Object.freeze(value.map(unwrap))
    if (!isPlain(value)) return value
    const { $function, $promise } = value
    if (typeof $function === 'number') {
      return (...args: unknown[]) => {
        const answer = call($function, args)
        if ('error' in answer) throw new Error(answer.error)
        return unwrap(answer.value)
      }
    }
    if (typeof $promise === 'number') {
      return new Promise((resolve, reject) => promises.set($promise, { resolve, reject }))
    }
    return Object.freeze(
      Object.fromEntries(Object.entries(value).map(([name, held]) => [name, unwrap(held)])),
    )
  }

  document.addEventListener(`${key}-event`, (event) => {
    const message = (event as CustomEvent<ToMainWorld>).detail
    if (message.type === 'expose') {
      Object.defineProperty(window, message.name, { value: unwrap(message.value), enumerable: true })
    } else if (message.type === 'callback') {
      callbacks.get(message.id)?.(...message.args.map(unwrap))
    } else {
      const promise = promises.get(message.id)
      promises.delete(message.id)
      if (message.error === undefined) promise?.resolve(unwrap(message.value))
      else promise?.reject(new Error(message.error))
    }
  })
}
