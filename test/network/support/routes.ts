import { expect, type Page } from '@playwright/test'
import { observed } from '../../support/person.ts'
import type { Caller } from './world.ts'

/** The selected candidate pair. */
export interface Pair {
  readonly local: string
  readonly remote: string
  /** `udp` or `tcp` between the candidates, or how my relay is reached. */
  readonly protocol: string
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  /** Names the local candidate of this moment. */
  readonly localId: string
}

export async function selectedPair(page: Page): Promise<Pair | null> {
  return observed(page, async (seen) => {
    const pc = seen.connections.findLast((one) => one.connectionState !== 'closed')
    if (pc === undefined) return null
    const stats = (await pc.getStats()) as unknown as Map<string, Record<string, string> & { port?: number }>
    const transport = [...stats.values()].find((entry) => entry['type'] === 'transport')
    const pair = stats.get(transport?.['selectedCandidatePairId'] ?? '')
    const local = stats.get(pair?.['localCandidateId'] ?? '')
    const remote = stats.get(pair?.['remoteCandidateId'] ?? '')
    if (local === undefined || remote === undefined) return null
    return {
      local: local['candidateType'] ?? '',
      remote: remote['candidateType'] ?? '',
      protocol: local['relayProtocol'] ?? local['protocol'] ?? '',
      localAddress: local['address'] ?? '',
      localPort: local.port ?? 0,
      remoteAddress: remote['address'] ?? '',
      remotePort: remote.port ?? 0,
      localId: local['id'] ?? '',
    }
  })
}

/** Address of the relay on the way: mine if I use one, else the other side's; null where there is none. */
export async function relayOnTheWay(page: Page): Promise<string | null> {
  const pair = await selectedPair(page)
  if (pair?.local === 'relay') return pair.localAddress
  return pair?.remote === 'relay' ? pair.remoteAddress : null
}

/** `reflexive` is the public side of a router, whoever found it out first (RFC 8445, section 5.1.1). */
type End = 'host' | 'reflexive' | 'relay'
type Protocol = 'udp' | 'tcp' | 'tls'

/** A way of the sound, as the caller sees it. */
export interface Route {
  readonly local: End
  readonly remote: End
  /** Between the two, or between the caller and its relay. */
  readonly protocol: Protocol
  /** The same for the callee, where that is something else. */
  readonly theirs?: Protocol
}

export const LAN: Route = { local: 'host', remote: 'host', protocol: 'udp' }
export const THROUGH_ROUTERS: Route = { local: 'reflexive', remote: 'reflexive', protocol: 'udp' }
/** One of the two relays is on the way, or both. */
export const BY_RELAY: readonly Route[] = [
  { local: 'relay', remote: 'reflexive', protocol: 'udp' },
  { local: 'reflexive', remote: 'relay', protocol: 'udp' },
  { local: 'relay', remote: 'relay', protocol: 'udp' },
]

/** Both sides see the same pair, each from its end, and it is of one of these routes. */
export async function expectRoute(caller: Caller, callee: Caller, ...routes: Route[]): Promise<void> {
  const expected = routes.map(({ local, remote, protocol, theirs = protocol }) =>
    describe({ local, remote, protocol }, { local: remote, remote: local, protocol: theirs }),
  )
  const seen = async (): Promise<string> => {
    const [here = null, there = null] = await Promise.all(
      [caller, callee].map(({ page }) => selectedPair(page)),
    )
    const route = describe(knowingRelayOf(there, here), knowingRelayOf(here, there))
    return expected.includes(route) ? 'as expected' : route
  }
  await expect.poll(seen, { message: `expected ${expected.join('; or ')}` }).toBe('as expected')
}

/**
 * The pair, its far end named after what it is to the other side: a relay whose check came before its candidate stays
 * peer-reflexive here, without an address (RFC 8445, section 7.3.1.3). The port tells that it is the same one.
 */
function knowingRelayOf(other: Pair | null, pair: Pair | null): Pair | null {
  const isTheirRelay =
    pair?.remote === 'prflx' && other?.local === 'relay' && pair.remotePort === other.localPort
  return pair && isTheirRelay ? { ...pair, remote: 'relay' } : pair
}

type Ends = Pick<Pair, 'local' | 'remote' | 'protocol'> | null | undefined

/** e.g. `relay to reflexive over tls, reflexive to relay over udp`: from the caller, and from the callee. */
export function describe(...pairs: Ends[]): string {
  const kind = (type: string): string => (type === 'srflx' || type === 'prflx' ? 'reflexive' : type)
  return pairs
    .map((pair) => (pair ? `${kind(pair.local)} to ${kind(pair.remote)} over ${pair.protocol}` : 'nothing'))
    .join(', ')
}
