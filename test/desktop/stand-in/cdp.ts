import { EventEmitter } from 'node:events'
import type { CDPSession } from '@playwright/test'
import { z } from 'zod'

/** One target, or the browser itself, over the Chrome DevTools Protocol. */
export type CdpSession = Pick<CDPSession, 'send' | 'on'>

export interface Cdp {
  readonly browser: CdpSession
  session(id: string): CdpSession
  onGone(listener: () => void): void
}

const Answer = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  sessionId: z.string().optional(),
})

interface Waiting {
  readonly method: string
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** Connects to Chromium with Node's own WebSocket. */
export async function connectCdp(url: string): Promise<Cdp> {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  const events = new EventEmitter().setMaxListeners(0)
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  socket.onmessage = ({ data }) => {
    const { id, result, error, method, params, sessionId } = Answer.parse(JSON.parse(String(data)))
    if (id === undefined) return void events.emit(`${sessionId ?? ''}:${method}`, params)
    const call = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) call?.resolve(result as never)
    else call?.reject(new Error(`${call.method}: ${error.message}`))
  }
  socket.onclose = () => {
    for (const call of waiting.values()) call.reject(new Error(`${call.method}: Chromium is gone`))
    waiting.clear()
    events.emit('gone')
  }

  const session = (sessionId: string): CdpSession => {
    const send = (method: string, params: object = {}): Promise<never> =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { method, resolve, reject })
        socket.send(JSON.stringify({ id, method, params, ...(sessionId !== '' && { sessionId }) }))
      })
    const on = (event: string, listener: (params: unknown) => void): void => {
      events.on(`${sessionId}:${event}`, listener)
    }
    // Playwright's own types name every command and event.
    return { send, on } as unknown as CdpSession
  }
  return { browser: session(''), session, onGone: (listener) => void events.once('gone', listener) }
}
