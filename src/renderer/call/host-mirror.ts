import type { CallPresence } from '../../shared/call/call.ts'
import { claimsOf } from '../../shared/call/claims.ts'
import type { Phone } from '../../shared/call/phone.ts'
import { presenceOf } from '../../shared/call/presence.ts'
import type { Host } from '../../shared/host.ts'
import type { CallClaim } from '../../shared/protocol/signaling-events.ts'

/** Tells the host what it may know of the calls, whenever that is something else than before. */
export function createHostMirror(host: Pick<Host, 'shell' | 'calls'>): (phone: Phone) => void {
  let presence: CallPresence | null = null
  let claims: readonly CallClaim[] = []
  return (phone) => {
    const nextPresence = presenceOf(phone)
    if (JSON.stringify(nextPresence) !== JSON.stringify(presence)) {
      presence = nextPresence
      void host.shell?.setPresence(nextPresence)
    }
    const nextClaims = claimsOf(phone)
    if (JSON.stringify(nextClaims) !== JSON.stringify(claims)) {
      claims = nextClaims
      void host.calls.setClaims(nextClaims)
    }
  }
}
