import { createServer as createHttp, request as requestHttp, type IncomingMessage } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

// A proxy of one's own: it does what a proxy of a company does, and writes down whom it was asked for.

export interface ProxyOptions {
  readonly host?: string
  readonly port?: number
  /** Names that this proxy alone knows. */
  readonly hosts?: Readonly<Record<string, string>>
  /** `name:password` that it asks for (HTTP only). */
  readonly login?: string
}

export interface TestProxy {
  readonly port: number
  /** `host:port` of everything that it was asked for and did, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const CHALLENGE = 'Basic realm="test"'

/** HTTP: CONNECT for everything, and plain requests with the whole URL (RFC 9110, section 7.6). */
export async function startHttpProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = []
  const isAllowed = ({ headers }: IncomingMessage): boolean =>
    options.login === undefined ||
    headers['proxy-authorization'] === `Basic ${Buffer.from(options.login).toString('base64')}`
  const server = createHttp((request, response) => {
    if (!isAllowed(request)) {
      response.writeHead(407, { 'Proxy-Authenticate': CHALLENGE }).end()
      return
    }
    const url = new URL(request.url ?? '')
    asked.push(url.host)
    const target = { host: realHost(options, url.hostname), port: url.port || 80 }
    const forward = requestHttp(
      { ...target, method: request.method, path: url.pathname + url.search, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    forward.on('error', () => response.destroy())
    request.pipe(forward)
  })
  const sockets = new Set<Socket>()
  server.on('connect', (request, client: Socket, head: Buffer) => {
    sockets.add(client)
    if (!isAllowed(request)) {
      client.end(`HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${CHALLENGE}\r\n\r\n`)
      return
    }
    asked.push(request.url ?? '')
    const { hostname, port } = new URL(`tcp://${request.url}`)
    const target = connect(Number(port), realHost(options, hostname), () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.write(head)
      join(client, target)
    })
    sockets.add(target)
    target.on('error', () => client.destroy())
    client.on('error', () => target.destroy())
  })
  return listen(server, options, asked, sockets)
}

/** SOCKS5 without a password (RFC 1928), for names, IPv4 and IPv6. */
export async function startSocksProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => client.destroy())
    client.once('data', () => {
      client.write(Buffer.from([5, 0]))
      client.once('data', (wish: Buffer) => {
        const { host, port } = readWish(wish)
        asked.push(`${host}:${port}`)
        const target = connect(port, realHost(options, host), () => {
          client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          join(client, target)
        })
        sockets.add(target)
        target.on('error', () => client.destroy())
      })
    })
  })
  return listen(server, options, asked, sockets)
}

function readWish(wish: Buffer): { host: string; port: number } {
  const kind = wish[3]
  if (kind === 3) {
    const length = wish[4] ?? 0
    return { host: wish.toString('latin1', 5, 5 + length), port: wish.readUInt16BE(5 + length) }
  }
  const end = kind === 1 ? 8 : 20
  const bytes = [...wish.subarray(4, end)]
  const host = kind === 1 ? bytes.join('.') : (wish.toString('hex', 4, end).match(/.{4}/g)?.join(':') ?? '')
  return { host, port: wish.readUInt16BE(end) }
}

const realHost = ({ hosts = {} }: ProxyOptions, name: string): string =>
  hosts[name] ?? name.replace(/^\[|\]$/g, '')

function join(a: Socket, b: Socket): void {
  a.pipe(b).on('error', () => a.destroy())
  b.pipe(a).on('error', () => b.destroy())
}

async function listen(
  server: Server,
  { host = '127.0.0.1', port = 0 }: ProxyOptions,
  asked: readonly string[],
  sockets: ReadonlySet<Socket>,
): Promise<TestProxy> {
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

// As a process, e.g. in a namespace: `node proxy.ts http|socks OPTIONS`, those as JSON. Over IPC it says when it listens,
// and answers every message with what it was asked for.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , kind, options = '{}'] = process.argv
  const start = kind === 'socks' ? startSocksProxy : startHttpProxy
  const proxy = await start(JSON.parse(options) as ProxyOptions)
  process.send?.({ port: proxy.port })
  process.on('message', () => process.send?.({ asked: proxy.asked }))
}
