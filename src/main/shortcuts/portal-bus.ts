import type { Message, MessageBus } from 'dbus-native'
import { z } from 'zod'
import { openSessionBus } from '../session-bus.ts'

const PORTAL = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
/** How long a person may think over the desktop's own dialog, in milliseconds. */
const ANSWER_LIMIT_MS = 5 * 60_000
const SIGNAL = 4

const Response = z.tuple([z.number(), z.record(z.string(), z.unknown())])

/** The XDG desktop portal on the session bus, as far as global shortcuts need it. */
export interface PortalBus {
  /** Calls a method that answers by a Request object (org.freedesktop.portal.Request); gives its results. */
  request(
    member: string,
    signature: string,
    body: (token: string) => unknown[],
  ): Promise<Record<string, unknown>>
  /** Calls a method of any interface, and waits for its answer. */
  call(path: string, iface: string, member: string, signature?: string, body?: unknown[]): Promise<void>
  onSignal(listener: (member: string, body: readonly unknown[]) => void): void
  /** The bus or the portal is gone; it is not used again then. */
  onGone(listener: () => void): void
  close(): void
}

/** Connects to the bus at an address, and waits until it gave us a name. */
export async function openPortalBus(busAddress: string): Promise<PortalBus> {
  let gone: () => void = () => {}
  const bus = await openSessionBus(busAddress, () => gone())
  await bus.addMatch(`type='signal',sender='${PORTAL}'`)
  await bus.addMatch(`type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${PORTAL}'`)
  const listeners = new Set<(message: Message) => void>()
  bus.connection.on('message', (message) => {
    if (message.type !== SIGNAL) return
    if (message.member === 'NameOwnerChanged' && message.body?.[2] === '') gone()
    for (const listener of listeners) listener(message)
  })
  return {
    request: (member, signature, body) => request(bus, listeners, member, signature, body),
    async call(path, iface, member, signature, body) {
      await bus.invoke({
        destination: PORTAL,
        path,
        interface: iface,
        member,
        ...(signature !== undefined && { signature, body: body ?? [] }),
      })
    },
    onSignal: (listener) => void listeners.add(({ member, body }) => listener(member ?? '', body ?? [])),
    onGone: (listener) => void (gone = listener),
    close() {
      gone = () => {}
      bus.connection.end()
    },
  }
}

let tokens = 0

async function request(
  bus: MessageBus,
  listeners: Set<(message: Message) => void>,
  member: string,
  signature: string,
  body: (token: string) => unknown[],
): Promise<Record<string, unknown>> {
  const token = `tincan_${process.pid}_${++tokens}`
  // Listened to before it is asked: an answer may come before that of the call itself.
  const path = `${PATH}/request/${(bus.name ?? '').slice(1).replaceAll('.', '_')}/${token}`
  const answered = Promise.withResolvers<Record<string, unknown>>()
  const listener = (message: Message): void => {
    if (message.path !== path || message.member !== 'Response') return
    const response = Response.safeParse(message.body)
    if (response.success && response.data[0] === 0) answered.resolve(response.data[1])
    else answered.reject(new Error(`${member} was refused`))
  }
  const limit = setTimeout(() => answered.reject(new Error(`${member} got no answer`)), ANSWER_LIMIT_MS)
  const isGone = (): void => answered.reject(new Error(`${member}: the bus is gone`))
  listeners.add(listener)
  bus.connection.once('close', isGone)
  try {
    const asked = bus.invoke({
      destination: PORTAL,
      path: PATH,
      interface: 'org.freedesktop.portal.GlobalShortcuts',
      member,
      signature,
      body: body(token),
    })
    // Together, as a refusal may come before the method returns.
    const [results] = await Promise.all([answered.promise, asked])
    return results
  } finally {
    clearTimeout(limit)
    listeners.delete(listener)
    bus.connection.off('close', isGone)
  }
}
