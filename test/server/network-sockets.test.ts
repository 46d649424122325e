import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createNetworkSockets } from '../../src/main/diagnostics/network-sockets.ts'
import { createAuthority, type Authority } from '../support/authority.ts'
import { findCoturn, startCoturn, type Coturn } from '../support/coturn.ts'

const VALID_TO = new Date('2095-01-01')

interface Certificate {
  readonly by: 'company' | 'stranger'
  readonly name: string
  readonly from: Date
  readonly to: Date
}

// The sockets of the desktop app against a real coturn.
describe.skipIf(findCoturn() === null)('what the own sockets tell of a server', () => {
  const sockets = createNetworkSockets(async () => false)
  let authorities: Readonly<Record<'company' | 'stranger', Authority>>
  let coturn: Coturn
  let closedPort: number
  let mute: Server
  beforeAll(async () => {
    authorities = { company: createAuthority(), stranger: createAuthority() }
    // Where Node finds what a Linux trusts, when it is first asked.
    vi.stubEnv('SSL_CERT_FILE', authorities.company.file)
    coturn = await startCoturn()
    mute = createServer()
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const closing = createServer()
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve))
    closedPort = (closing.address() as { port: number }).port
    await new Promise((resolve) => closing.close(resolve))
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    for (const { remove } of Object.values(authorities)) remove()
    await coturn.stop()
    await new Promise((resolve) => mute.close(resolve))
  })
  const probe = async (uri: string, transport: 'udp' | 'tcp' | 'tls') => {
    const report = await sockets.probe({ uri, transport })
    return report.ok ? report.value : report.error
  }

  test('a server that is there, by UDP and TCP', async () => {
    for (const transport of ['udp', 'tcp'] as const) {
      expect(await probe(`turn:127.0.0.1:${coturn.port}`, transport)).toMatchObject({
        dns: null,
        reach: { ipv4: { status: 'ok' }, ipv6: null },
        tls: null,
      })
    }
  })

  test('a name is looked up, and each family is asked by itself', async () => {
    expect(await probe(`turn:localhost:${coturn.port}`, 'tcp')).toMatchObject({
      dns: { status: 'ok', value: { ipv4: ['127.0.0.1'] } },
      reach: { ipv4: { status: 'ok' } },
    })
    expect(await probe(`turn:[::1]:${closedPort}`, 'tcp')).toMatchObject({
      dns: null,
      reach: { ipv4: null, ipv6: { status: 'failed' } },
    })
  })

  test('a certificate that its server signed itself', async () => {
    expect(await probe(`turns:127.0.0.1:${coturn.tlsPort}`, 'tls')).toMatchObject({
      reach: { ipv4: { status: 'ok' } },
      tls: { status: 'failed', fault: 'self-signed' },
    })
  })

  test.each<[string, Partial<Certificate>, object]>([
    ['is good', {}, { status: 'ok', value: { validTo: VALID_TO.getTime() } }],
    ['has ended', { to: new Date('2021-01-01') }, { status: 'failed', fault: 'expired' }],
    ['has not begun', { from: new Date('2090-01-01') }, { status: 'failed', fault: 'not-yet-valid' }],
    ['is for another name', { name: 'elsewhere.test' }, { status: 'failed', fault: 'wrong-name' }],
    ['is of a stranger', { by: 'stranger' }, { status: 'failed', fault: 'untrusted' }],
  ])('a certificate that %s, where this computer trusts an authority of its own', async (_, of, tls) => {
    const { by = 'company', name = 'localhost', from = new Date('2020-01-01'), to = VALID_TO } = of
    const server = createTls(authorities[by].issue(name, from, to)).listen(0, 'localhost')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await probe(`turns:localhost:${port}`, 'tls')).toMatchObject({ tls })
    server.close()
  })

  test('TLS where there is none', async () => {
    const port = (mute.address() as { port: number }).port
    mute.on('connection', (socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('hello\r\n'),
    )
    expect(await probe(`turns:127.0.0.1:${port}`, 'tls')).toMatchObject({ tls: { fault: 'not-tls' } })
  })

  test('a closed port, by TCP and by UDP', async () => {
    expect(await probe(`turn:127.0.0.1:${closedPort}`, 'tcp')).toMatchObject({
      reach: { ipv4: { status: 'failed', fault: 'refused' }, ipv6: null },
    })
    expect(await probe(`turn:127.0.0.1:${closedPort}`, 'udp')).toMatchObject({
      reach: { ipv4: { status: 'failed', fault: 'timeout' } },
    })
  })

  test('a name that nobody has', async () => {
    expect(await probe('turn:no-such-host.invalid', 'udp')).toMatchObject({
      dns: { status: 'failed' },
      reach: null,
    })
  })

  test('behind a proxy nothing is said of TCP and TLS, which go through it, and UDP is asked as ever', async () => {
    const origins: string[] = []
    const behind = createNetworkSockets(async (origin) => {
      origins.push(origin)
      return true
    })
    const report = async (uri: string, transport: 'udp' | 'tcp' | 'tls') => behind.probe({ uri, transport })
    const unseen = { ok: true, value: { dns: null, reach: null, tls: null } }
    expect(await report('turn:no-such-host.invalid', 'tcp')).toEqual(unseen)
    expect(await report('turns:[2001:db8::1]', 'tls')).toEqual(unseen)
    expect(await report('turn:no-such-host.invalid', 'udp')).toMatchObject({
      value: { dns: { status: 'failed' } },
    })
    expect(origins).toEqual(['https://no-such-host.invalid:3478', 'https://[2001:db8::1]:5349'])
  })

  test('what is no URI does not get to a socket', async () => {
    expect(await probe('turn://x', 'udp')).toEqual({ code: 'ice-server-invalid', detail: 'slashes' })
    expect(await sockets.nat(['http://x'])).toMatchObject({ ok: false })
  })

  test('two servers that see the same port: no NAT here', async () => {
    const second = await startCoturn({ addresses: ['127.0.0.2'] })
    const report = await sockets.nat([`stun:127.0.0.1:${coturn.port}`, `stun:127.0.0.2:${second.port}`])
    await second.stop()
    expect(report).toMatchObject({
      ok: true,
      value: {
        ipv4: { mapping: 'none', publicAddress: '127.0.0.1', answered: 2 },
        ipv6: { mapping: 'unknown', publicAddress: null, answered: 0 },
      },
    })
  })

  test('two names of one machine are one server, which cannot tell how a NAT maps', async () => {
    const names = ['127.0.0.1', 'localhost'].map((name) => `stun:${name}:${coturn.port}`)
    expect(await sockets.nat(names)).toMatchObject({ value: { ipv4: { answered: 1 } } })
  })

  test('a relay that says nothing without a login is there', async () => {
    const strict = await startCoturn({ extra: ['secure-stun'] })
    const report = await probe(`turn:127.0.0.1:${strict.port}`, 'udp')
    await strict.stop()
    expect(report).toMatchObject({ reach: { ipv4: { status: 'ok' } } })
  })

  test('nobody answers: unknown, within the limit', async () => {
    const startedAt = Date.now()
    const report = await sockets.nat([`stun:127.0.0.1:${closedPort}`])
    expect(report).toMatchObject({ value: { ipv4: { mapping: 'unknown', answered: 0 } } })
    expect(Date.now() - startedAt).toBeLessThan(5_000)
  })
})
