import { io } from 'socket.io-client'
import { createCrypto } from '../../shared/identity/crypto.ts'
import { createHostCore } from '../../shared/host-core.ts'
import type { Host } from '../../shared/host.ts'
import { createSocketFactory } from '../../shared/signaling/socket-io.ts'
import { pageClock } from '../clock.ts'
import { createBrowserKeys } from './browser-keys.ts'
import { createBrowserSecrets } from './browser-secrets.ts'
import { createIndexedDbStore, openDatabase } from './indexed-db.ts'

declare const __TINCAN_VERSION__: string

/** The host in a page: the socket lives here, data and key in IndexedDB. It has no tray and no server of its own. */
export async function createBrowserHost(): Promise<Host> {
  const db = await openDatabase('tincan')
  const core = await createHostCore({
    data: createIndexedDbStore(db),
    keys: createBrowserKeys(db),
    secrets: createBrowserSecrets(db),
    sockets: null,
    openSocket: createSocketFactory(io),
    crypto: createCrypto(crypto.subtle),
    clock: pageClock,
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    client: 'browser',
    version: __TINCAN_VERSION__,
    warnings: [],
  })
  addEventListener('online', () => core.wake('network-changed'))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void core.account.reconnect()
  })
  return { ...core, shell: null, computer: null, embeddedServer: null, updates: null }
}
