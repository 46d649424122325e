import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { portOf, type IceUri } from '../../shared/ice/uri.ts'
import type { FamilyNat, NatReport } from '../../shared/network/probe.ts'
import { lookUp } from './look-up.ts'
import { openStunClient } from './stun-client.ts'
import type { TransportAddress } from './stun.ts'

const LIMIT_MS = 2_500

/**
 * Whether the NAT maps one port of this computer to one public port for every server, or to another for each (RFC 5780,
 * section 4.3). Filtering cannot be told without a server that has two addresses.
 */
export async function natOf(uris: readonly IceUri[]): Promise<NatReport> {
  const servers = distinct((await Promise.all(uris.map(resolve))).flat())
  const of = (family: number): TransportAddress[] => servers.filter(({ address }) => isIP(address) === family)
  const [ipv4, ipv6] = await Promise.all([familyNat('udp4', of(4)), familyNat('udp6', of(6))])
  return { ipv4, ipv6 }
}

async function resolve(uri: IceUri): Promise<TransportAddress[]> {
  const port = portOf(uri)
  const found = (await lookUp(uri.host).catch(() => null)) ?? []
  return [4, 6].flatMap((family) => {
    const first = found.find((entry) => entry.family === family)
    return first === undefined ? [] : [{ address: first.address, port }]
  })
}

/**
 * One server for each address: the public list has several names for the same few machines, and a NAT that maps by address
 * gives one of them the same port twice.
 */
function distinct(servers: readonly TransportAddress[]): TransportAddress[] {
  const byAddress = new Map(servers.map((server) => [server.address, server]))
  return [...byAddress.values()]
}

async function familyNat(family: 'udp4' | 'udp6', servers: readonly TransportAddress[]): Promise<FamilyNat> {
  const client = servers.length === 0 ? null : await openStunClient(family).catch(() => null)
  if (client === null) return { mapping: 'unknown', publicAddress: null, answered: 0 }
  const answers = await Promise.all(servers.map((server) => client.ask(server, LIMIT_MS)))
  client.close()
  const seen = answers.flatMap((answer) => answer?.mapped ?? [])
  return {
    mapping: mappingOf(seen, client.port),
    publicAddress: seen[0]?.address ?? null,
    answered: seen.length,
  }
}

function mappingOf(seen: readonly TransportAddress[], port: number): FamilyNat['mapping'] {
  const [first] = seen
  if (first === undefined) return 'unknown'
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const isOwn = own.some(({ address }) => address === first.address) && first.port === port
  if (isOwn) return 'none'
  if (seen.length < 2) return 'unknown'
  const isSame = seen.every(({ address, port }) => address === first.address && port === first.port)
  return isSame ? 'independent' : 'dependent'
}
