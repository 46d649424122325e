import { expect, test, vi } from 'vitest'
import { createSocketFactory, type FindWayOut } from '../../../src/shared/signaling/socket-io.ts'
import { settle } from '../../fakes/virtual-clock.ts'

/** Socket.IO without a network: what it was made with, and its listeners. */
function setUp(findWayOut: FindWayOut) {
  const made: { options: object; listeners: Map<string, (value: unknown) => void>; isConnected: boolean }[] =
    []
  const io = (_origin: string, options: object) => {
    const listeners = new Map<string, (value: unknown) => void>()
    const one = { options, listeners, isConnected: false }
    made.push(one)
    return {
      connect: () => void (one.isConnected = true),
      disconnect: () => void (one.isConnected = false),
      timeout: () => ({ emitWithAck: async () => 'answer' }),
      onAny: () => {},
      on: (event: string, listener: (value: never) => void) =>
        void listeners.set(event, listener as (value: unknown) => void),
    }
  }
  const socket = createSocketFactory(io, findWayOut)('https://call.example', {})
  const failed = vi.fn<(message: string) => void>()
  socket.onConnectError(failed)
  return { socket, made, failed }
}

test('a connection goes through the proxy that was found for it', async () => {
  const agent = {}
  const { socket, made } = setUp(async () => ({ ok: true, value: { agent, refusal: () => null } }))
  socket.connect()
  await settle()
  expect(made[0]).toMatchObject({ isConnected: true, options: { agent, reconnection: false } })
  await expect(socket.request('alive', {}, 5)).resolves.toBe('answer')
})

test('what the proxy said against it comes before what the socket says', async () => {
  const { socket, made, failed } = setUp(async () => ({
    ok: true,
    value: { agent: {}, refusal: () => 'proxy-password' },
  }))
  socket.connect()
  await settle()
  made[0]?.listeners.get('connect_error')?.(new Error('websocket error'))
  expect(failed).toHaveBeenCalledWith('proxy-password')
})

test('without a way out there is an error, and no socket', async () => {
  const { socket, made, failed } = setUp(async () => ({ ok: false, error: { code: 'proxy-unreachable' } }))
  socket.connect()
  await settle()
  expect(failed).toHaveBeenCalledWith('proxy-unreachable')
  expect(made).toEqual([])
  await expect(socket.request('alive', {}, 5)).rejects.toThrow('not connected')
})

test('settings of the system that cannot be read end the attempt at once', async () => {
  const { socket, failed } = setUp(() => Promise.reject(new Error('no settings')))
  socket.connect()
  await settle()
  expect(failed).toHaveBeenCalledTimes(1)
})

test('a connection that was given up while its way was looked for is not made', async () => {
  const way = Promise.withResolvers<Awaited<ReturnType<FindWayOut>>>()
  const { socket, made, failed } = setUp(() => way.promise)
  socket.connect()
  socket.disconnect()
  way.resolve({ ok: true, value: null })
  await settle()
  expect(made).toEqual([])
  expect(failed).not.toHaveBeenCalled()
})
