import { appError, type AppError } from '../../shared/errors.ts'
import type { Host } from '../../shared/host.ts'
import { originOf, parseIceUri } from '../../shared/ice/uri.ts'
import type { ProbeReport } from '../../shared/network/probe.ts'
import { err, ok } from '../../shared/result.ts'
import { natOf } from './nat.ts'
import { probeServer } from './probe.ts'

/** What a proxy stands before is not theirs to see. */
const UNSEEN: ProbeReport = { dns: null, reach: null, tls: null }

/** What only this computer's own sockets can tell of the network. */
export function createNetworkSockets(
  isProxied: (origin: string) => Promise<boolean>,
): NonNullable<Host['network']['sockets']> {
  return {
    async probe({ uri, transport }) {
      const parsed = parseIceUri(uri)
      if (!parsed.ok) return invalid(parsed.error)
      // Proxies carry TCP alone (RFC 9110, section 9.3.6).
      if (transport !== 'udp' && (await isProxied(originOf(parsed.value)))) return ok(UNSEEN)
      return ok(await probeServer(parsed.value, transport))
    },
    async nat(texts) {
      const uris = texts.map(parseIceUri)
      const wrong = uris.find((uri) => !uri.ok)
      if (wrong !== undefined && !wrong.ok) return invalid(wrong.error)
      return ok(await natOf(uris.flatMap((uri) => (uri.ok ? [uri.value] : []))))
    },
  }
}

function invalid(fault: string): { readonly ok: false; readonly error: AppError } {
  return err(appError('ice-server-invalid', fault))
}
