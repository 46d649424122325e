import { io } from 'socket.io-client'
import { createCrypto } from '../../shared/identity/crypto.ts'
import { createHostCore } from '../../shared/host-core.ts'
import type { Host } from '../../shared/host.ts'
import { createSocketFactory } from '../../shared/signaling/socket-io.ts'
import { createBrowserKeys } from './browser-keys.ts'
import { createIndexedDbStore, openDatabase } from './indexed-db.ts'

declare const __TINCAN_VERSION__: string

/** The host in a page: the socket lives here, data and key in IndexedDB. It has no tray and no server of its own. */
export async function createBrowserHost(): Promise<Host> {
  const db = await openDatabase('tincan')
  const core = await createHostCore({
    data: createIndexedDbStore(db),
    keys: createBrowserKeys(db),
    openSocket: createSocketFactory(io),
    crypto: createCrypto(crypto.subtle),
    clock: browserClock,
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    client: 'browser',
    version: __TINCAN_VERSION__,
    warnings: [],
  })
  addEventListener('online', core.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') core.wake()
  })
  return { ...core, shell: null, embeddedServer: null }
}

const browserClock = {
  now: () => Date.now(),
  setTimer(delayMs: number, callback: () => void): () => void {
    const id = setTimeout(callback, delayMs)
    return () => clearTimeout(id)
  },
}
