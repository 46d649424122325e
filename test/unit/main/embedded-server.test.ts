import { EventEmitter } from 'node:events'
import type { utilityProcess } from 'electron'
import { expect, test } from 'vitest'
import { createEmbeddedServer } from '../../../src/main/embedded-server.ts'

/** Ports that are taken make the process end, as the server does. */
function setUp(taken: readonly number[] = [], remembered?: string) {
  const values = new Map<string, unknown>(remembered === undefined ? [] : [['embeddedServer', remembered]])
  const starts: string[][] = []
  const posted: unknown[] = []
  const children: EventEmitter[] = []
  const fork = (_file: string, args: string[]) => {
    starts.push(args)
    const child = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => void posted.push(message),
      kill: () => child.emit('exit', 1),
    })
    children.push(child)
    const port = Number(args[args.indexOf('--port') + 1])
    queueMicrotask(() => {
      child.emit('message', 'something else')
      if (taken.includes(port)) child.emit('exit', 1)
      else child.emit('message', { type: 'listening', origin: `http://127.0.0.1:${port || 50_000}` })
    })
    return child
  }
  const server = createEmbeddedServer({
    fork: fork as unknown as typeof utilityProcess.fork,
    serverFile: '/app/server.js',
    webDir: '/app/web',
    dataDir: '/profile',
    values: {
      value: async (key) => values.get(key),
      putValue: async (key, value) => void values.set(key, value),
    },
  })
  return { server, starts, posted, children }
}

test('it starts once, on this computer alone, and its address is remembered', async () => {
  const { server, starts } = setUp()
  const [one, two] = await Promise.all([server.start(), server.start()])
  expect(one).toEqual({ ok: true, value: { origin: 'http://127.0.0.1:7480' } })
  expect(two).toEqual(one)
  expect(starts).toHaveLength(1)
  expect(starts[0]).toEqual(expect.arrayContaining(['--host', '127.0.0.1', '--data', '/profile/server']))
  expect(await server.isAt('http://127.0.0.1:7480')).toBe(true)
  expect(await server.isAt('http://127.0.0.1:7481')).toBe(false)
})

test('a port that somebody else has is replaced by a free one, but only the first time', async () => {
  const first = setUp([7480])
  expect(await first.server.start()).toEqual({ ok: true, value: { origin: 'http://127.0.0.1:50000' } })
  const known = setUp([50_000], 'http://127.0.0.1:50000')
  expect(await known.server.start()).toMatchObject({ ok: false, error: { code: 'server-unreachable' } })
  expect(known.starts).toHaveLength(1)
})

test('it can be started again after it has ended, and is asked to stop', async () => {
  const { server, starts, posted, children } = setUp()
  await server.start()
  children[0]?.emit('exit', 1)
  expect(await server.start()).toMatchObject({ ok: true })
  expect(starts).toHaveLength(2)
  server.stop()
  server.stop()
  expect(posted).toEqual([{ type: 'stop' }])
})
