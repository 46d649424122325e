import type { NatReport } from '../../../shared/network/probe.ts'
import { isOwnNetwork } from '../path.ts'
import type { NetworkFindings, RowTest, Verdict } from './doctor.ts'

/** What the whole test means for a person's calls. */
export function verdictOf(rows: readonly RowTest[], { policy, candidates, nat }: NetworkFindings): Verdict {
  const relays = rows.filter(({ uri, isUsed }) => isUsed && /^turns?:/i.test(uri))
  const hasRelay = relays.some(({ transports }) =>
    transports.some(({ status }) => status === 'good' || status === 'fair'),
  )
  if (policy === 'relay') return hasRelay ? 'hidden-by-relay' : 'hidden-without-relay'
  if (candidates.length === 0) return 'offline'
  const hasPublic =
    candidates.some(({ type, address }) => type === 'srflx' || (type === 'host' && !isOwnNetwork(address))) ||
    (nat !== null && (nat.ipv4.publicAddress ?? nat.ipv6.publicAddress) !== null)
  const isStrict = nat !== null && isStrictNat(nat)
  if (!hasPublic) return hasRelay ? 'relay-only' : 'lan-only'
  if (hasRelay) return isStrict ? 'strict-with-relay' : 'direct-and-relay'
  if (isStrict) return 'strict-without-relay'
  return relays.length > 0 ? 'relay-broken' : 'direct-only'
}

/** Whether others see another address each, and no family has a better way. */
export function isStrictNat({ ipv4, ipv6 }: NatReport): boolean {
  const mappings = [ipv4.mapping, ipv6.mapping]
  return (
    mappings.includes('dependent') &&
    !mappings.some((mapping) => mapping === 'none' || mapping === 'independent')
  )
}
