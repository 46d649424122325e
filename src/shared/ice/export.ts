import type { IceServer } from '../model/ice-server.ts'

/** The list as an `iceServers` JSON that `importIceServers` reads back, without the secrets. */
export function exportIceServers(servers: readonly Pick<IceServer, 'uri' | 'username'>[]): string {
  const iceServers = servers.map(({ uri, username }) => ({
    urls: [uri],
    ...(username !== '' && { username }),
  }))
  return `${JSON.stringify({ iceServers }, null, 2)}\n`
}
