import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DatabaseSync } from 'node:sqlite'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { Clock } from '../shared/clock.ts'
import type { Crypto } from '../shared/identity/crypto.ts'
import {
  Handshake,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../shared/protocol/signaling-events.ts'
import { MAX_MESSAGE_BYTES, PROTOCOL_VERSION } from '../shared/protocol/version.ts'
import { createCallDesk } from './call-desk.ts'
import type { ServerConfig } from './config.ts'
import { handleConnection, type ServerSocket } from './connection.ts'
import { createHub } from './hub.ts'
import { createNameRate } from './name-rate.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { createRepositories } from './repositories.ts'
import { createWebPages } from './web-pages.ts'

export interface ServerParts {
  readonly config: ServerConfig
  readonly db: DatabaseSync
  readonly clock: Clock
  readonly crypto: Crypto
  readonly log: Logger
  readonly version: string
}

export interface RunningServer {
  /** The origin under which this computer reaches it. */
  readonly origin: string
  readonly port: number
  /** Tells every client and closes; calls that are up go on without it. */
  close(): Promise<void>
}

/** Starts a signaling server. Rejects with the system's error when the address cannot be had. */
export async function createServer(parts: ServerParts): Promise<RunningServer> {
  const { config, clock, log } = parts
  const hub = createHub()
  const repositories = createRepositories(parts.db)
  const calls = createCallDesk({ hub, repositories, clock, log })
  const turnRate = createNameRate(clock, config.limits.turnBurst, config.limits.turnPerSecond)
  const context = { ...parts, repositories, hub, calls, turnRate }
  const startedAt = clock.now()

  const health = (): object => ({
    status: 'ok',
    version: parts.version,
    protocol: PROTOCOL_VERSION,
    uptimeSeconds: Math.round((clock.now() - startedAt) / 1000),
    clients: hub.all().length,
  })
  const http = createHttpServer(createWebPages({ ...config, health }))
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    transports: ['websocket'],
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    serveClient: false,
    // Any page may connect: nothing here rests on cookies, every connection proves its own key.
    cors: { origin: '*' },
  })

  const addresses = new Map<string, { connections: number; readonly rate: RateLimit }>()
  const visit = (address: string): { connections: number; readonly rate: RateLimit } => {
    const known = addresses.get(address)
    if (known !== undefined) return known
    for (const [other, { connections, rate }] of addresses) {
      if (connections === 0 && rate.isIdle()) addresses.delete(other)
    }
    const { addressBurst, addressRequestsPerSecond } = config.limits
    const fresh = { connections: 0, rate: createRateLimit(clock, addressBurst, addressRequestsPerSecond) }
    addresses.set(address, fresh)
    return fresh
  }

  io.use((socket, next) => {
    const handshake = Handshake.safeParse(socket.handshake.auth)
    if (handshake.data?.protocol !== PROTOCOL_VERSION) return next(new Error('protocol-version'))
    const visitor = visit(socket.handshake.address)
    if (visitor.connections >= config.limits.connectionsPerAddress)
      return next(new Error('too-many-connections'))
    next()
  })
  io.on('connection', (socket: ServerSocket) => {
    const visitor = visit(socket.handshake.address)
    visitor.connections += 1
    socket.once('disconnect', () => (visitor.connections -= 1))
    log.debug({ address: socket.handshake.address }, 'client connected')
    handleConnection(context, socket, originFor(config, socket), visitor.rate)
  })

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, () => {
      http.off('error', reject)
      resolve()
    })
  })
  const { port } = http.address() as AddressInfo
  const isAnywhere = config.host === '0.0.0.0' || config.host === '::'
  const shownHost = isAnywhere ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host
  const origin = config.publicUrl ?? `http://${shownHost}:${port}`
  const turn = config.turn?.urls ?? []
  log.info({ origin, host: config.host, port, registration: config.registration, turn }, 'server listens')

  return {
    origin,
    port,
    async close() {
      calls.close()
      for (const client of hub.all()) client.close('shutdown')
      const closed = io.close()
      // Browsers open connections ahead of need; one without a request would be waited for.
      http.closeAllConnections()
      await closed
      log.info('server closed')
    },
  }
}

/**
 * The origin that the proof is bound to. Without a public URL it is the one that the client says it dialled: enough on a
 * LAN, but then a server in the middle could pass a proof on. On the internet, set the public URL.
 */
function originFor(config: ServerConfig, socket: ServerSocket): string {
  return config.publicUrl ?? `http://${socket.handshake.headers.host ?? ''}`
}
