import { formatIceUri, isRelay, type IceUri } from '../../../shared/ice/uri.ts'
import type { ProbeTransport } from '../../../shared/network/probe.ts'

/** One way to ask one server: what a row of the test is made of. */
export interface Way {
  readonly transport: ProbeTransport
  /** What a peer connection is given for it. */
  readonly url: string
}

/** The ways that a call would try, in their order. */
export function waysOf(uri: IceUri): Way[] {
  if (!isRelay(uri)) return [{ transport: 'udp', url: formatIceUri(uri) }]
  if (uri.scheme === 'turns') {
    return [{ transport: 'tls', url: formatIceUri({ ...uri, transport: 'tcp' }) }]
  }
  const transports = uri.transport === null ? (['udp', 'tcp'] as const) : [uri.transport]
  return transports.map((transport) => ({ transport, url: formatIceUri({ ...uri, transport }) }))
}
