import { connect } from 'node:net'
import { expect } from '@playwright/test'
import { startHttpProxy, startSocksProxy, type TestProxy } from '../support/proxy.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { test } from './support/desktop-test.ts'
import { launch, type LaunchOptions, type RunningApp } from './support/launch.ts'

/** A name that only the proxies know: whoever reaches the server has gone through one. */
const NAME = 'tincan.test'

let server: TestServer
let port: string
let app: RunningApp | null
let proxy: TestProxy | null
test.beforeEach(async () => {
  app = proxy = null
  server = await startTestServer({ publicUrl: null })
  port = new URL(server.origin).port
})
test.afterEach(async () => {
  await app?.quit()
  await proxy?.close()
  await server.dispose()
})

const hosts = { [NAME]: '127.0.0.1' }

async function register(options: LaunchOptions): Promise<unknown> {
  app = await launch(options)
  return app.page.evaluate(
    (address) => window.host.account.create({ name: 'alice', server: address }),
    `http://${NAME}:${port}`,
  )
}

test("the system's HTTP proxy is the way to the server", async () => {
  proxy = await startHttpProxy({ hosts })
  const done = await register({ args: [`--proxy-server=http://127.0.0.1:${proxy.port}`] })
  expect(done).toEqual({ ok: true, value: null })
  expect(proxy.asked).toContain(`${NAME}:${port}`)
  // Nor does the test of a relay give up a name that only the proxy knows.
  const report = await app?.page.evaluate(
    (uri) => window.host.network.sockets?.probe({ uri, transport: 'tcp' }),
    `turn:${NAME}`,
  )
  expect(report).toEqual({ ok: true, value: { dns: null, reach: null, tls: null } })
})

test('and so is a SOCKS5 proxy, which looks the name up itself', async () => {
  proxy = await startSocksProxy({ hosts })
  const done = await register({ args: [`--proxy-server=socks5://127.0.0.1:${proxy.port}`] })
  expect(done).toEqual({ ok: true, value: null })
  expect(proxy.asked).toContain(`${NAME}:${port}`)
})

test('without a proxy that name leads nowhere', async () => {
  expect(await register({})).toMatchObject({ ok: false, error: { code: 'server-unreachable' } })
})

test('a proxy that is down is named', async () => {
  const gone = await startHttpProxy()
  await gone.close()
  await expect(isOpen(gone.port)).resolves.toBe(false)
  const done = await register({ args: [`--proxy-server=http://127.0.0.1:${gone.port}`] })
  expect(done).toMatchObject({ ok: false, error: { code: 'proxy-unreachable' } })
})

test('a proxy that wants a password says so, and takes the one of the environment', async () => {
  proxy = await startHttpProxy({ hosts, login: 'anna:s3 cret' })
  const args = [`--proxy-server=http://127.0.0.1:${proxy.port}`]
  expect(await register({ args })).toMatchObject({ ok: false, error: { code: 'proxy-password' } })
  await app?.quit()
  const env = { HTTPS_PROXY: `http://anna:s3%20cret@127.0.0.1:${proxy.port}` }
  expect(await register({ args, env })).toEqual({ ok: true, value: null })
})

function isOpen(at: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(at, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
