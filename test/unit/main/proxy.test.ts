import { EventEmitter } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { createIntroductions, proxyLogin } from '../../../src/main/proxy-login.ts'
import { createWayOut, parseProxyChoices } from '../../../src/main/proxy.ts'

test.each([
  ['DIRECT', [{ kind: 'direct' }]],
  ['PROXY proxy.example:3128', [{ kind: 'http', host: 'proxy.example', port: 3128 }]],
  [
    'HTTPS a:8443; SOCKS5 [2001:db8::1]:1080 ;SOCKS b; direct',
    [
      { kind: 'https', host: 'a', port: 8443 },
      { kind: 'socks5', host: '[2001:db8::1]', port: 1080 },
      { kind: 'socks4', host: 'b', port: 1080 },
      { kind: 'direct' },
    ],
  ],
  ['QUIC a:443; nonsense', [{ kind: 'direct' }]],
  ['', [{ kind: 'direct' }]],
])('%s', (text, choices) => {
  expect(parseProxyChoices(text)).toEqual(choices)
})

test('whatever a PAC script answers, there is a choice and no exception', () => {
  fc.assert(fc.property(fc.string(), (text) => parseProxyChoices(text).length > 0))
})

test('a login is for its own proxy alone', () => {
  const env = { HTTPS_PROXY: 'http://an%20na:p%40ss@proxy.example:3128', HTTP_PROXY: 'nonsense' }
  expect(proxyLogin(env, 'proxy.example', 3128)).toEqual({ username: 'an na', password: 'p@ss' })
  expect(proxyLogin(env, 'proxy.example', 8080)).toBeNull()
  expect(proxyLogin(env, 'other.example', 3128)).toBeNull()
  expect(proxyLogin({ ALL_PROXY: 'http://proxy.example:3128' }, 'proxy.example', 3128)).toBeNull()
})

test.each([
  ['http://ann:100%@proxy.example', 80, { username: 'ann', password: '100%' }],
  ['https://ann:p@Proxy.Example', 443, { username: 'ann', password: 'p' }],
  ['socks5://ann:p@proxy.example', 1080, { username: 'ann', password: 'p' }],
  ['https://ann:p@proxy.example', 80, null],
])('%s is meant for port %i', (text, port, login) => {
  expect(proxyLogin({ ALL_PROXY: text }, 'proxy.example', port)).toEqual(login)
})

describe('the way out', () => {
  const open: Server[] = []
  const introduced: string[] = []
  afterEach(() => {
    introduced.length = 0
    for (const server of open.splice(0)) server.close()
  })
  const listen = async (): Promise<number> => {
    const server = createServer((socket) => socket.destroy())
    open.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const find = (answer: string | Error) =>
    createWayOut(
      {
        resolveProxy: async () => {
          if (answer instanceof Error) throw answer
          return answer
        },
      },
      {},
      (origin, { port }) => introduced.push(`${origin} ${port}`),
    )('https://call.example')

  test('leads through the first proxy that takes a connection', async () => {
    const port = await listen()
    const way = await find(`PROXY 127.0.0.1:1; SOCKS5 127.0.0.1:${port}; DIRECT`)
    expect(way).toMatchObject({ ok: true, value: { agent: { proxy: { port } } } })
    expect(introduced).toEqual([`https://call.example ${port}`])
  })

  test('is straight where the system allows it', async () => {
    expect(await find('PROXY 127.0.0.1:1; DIRECT')).toEqual({ ok: true, value: null })
    expect(introduced).toEqual([])
  })

  test('is none where the only proxy is dead, and says so', async () => {
    expect(await find('PROXY 127.0.0.1:1')).toMatchObject({ ok: false, error: { code: 'proxy-unreachable' } })
  })
})

describe('a proxy with a login', () => {
  const proxy = { host: 'proxy.example', port: 3128 }
  const env = { HTTPS_PROXY: 'http://ann:p@proxy.example:3128' }
  const requests: (EventEmitter & { readonly url: string })[] = []
  const request = ({ url }: { url: string }) => {
    const made = Object.assign(new EventEmitter(), { url, end() {} })
    requests.push(made)
    return made as never
  }
  afterEach(() => void requests.splice(0))

  test('is told it by one request, for those who ask nobody, and only once', () => {
    const introduce = createIntroductions({ request }, env)
    introduce('https://call.example', proxy)
    introduce('https://call.example', proxy)
    expect(requests.map(({ url }) => url)).toEqual(['https://call.example'])
    const answers: unknown[] = []
    const ask = () =>
      requests[0]?.emit('login', { isProxy: true, ...proxy }, (...login: unknown[]) => answers.push(login))
    expect([ask(), ask()]).toEqual([true, false])
    expect(answers).toEqual([['ann', 'p']])
  })

  test.each([
    { isProxy: true, host: 'other.example', port: 3128 },
    { isProxy: false, ...proxy },
  ])('is the only one that is told it, not %o', (place) => {
    createIntroductions({ request }, env)('https://call.example', proxy)
    const answers: unknown[] = []
    requests[0]?.emit('login', place, (...login: unknown[]) => answers.push(login))
    expect(answers).toEqual([[undefined, undefined]])
  })

  test('and by another one when that got nowhere', () => {
    const introduce = createIntroductions({ request }, env)
    introduce('https://call.example', proxy)
    requests[0]?.emit('error', new Error('gone'))
    introduce('https://call.example', proxy)
    expect(requests).toHaveLength(2)
  })

  test('is not bothered where it has none', () => {
    createIntroductions({ request }, {})('https://call.example', proxy)
    expect(requests).toEqual([])
  })
})
