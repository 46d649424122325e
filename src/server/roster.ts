import type { NameKey } from '../shared/ids.ts'
import type { RosterEntry } from '../shared/protocol/signaling-events.ts'
import type { ServerContext } from './context.ts'

/** How `owner` may see `peer`, or null when the name is gone. */
export function rosterEntry(context: ServerContext, owner: NameKey, peer: NameKey): RosterEntry | null {
  const { names, consents, blocks } = context.repositories
  const record = names.find(peer)
  if (record === null) return null
  const consent = consents.between(owner, peer)
  const isHidden = blocks.has(peer, owner)
  return {
    name: record.name,
    publicKey: record.publicKey,
    consent,
    blocked: blocks.has(owner, peer),
    // Presence needs the consent of both; to a blocked person one looks offline, for good.
    online: consent === 'mutual' ? !isHidden && context.hub.isOnline(peer) : null,
  }
}

export function rosterOf(context: ServerContext, owner: NameKey): RosterEntry[] {
  const { consents, blocks } = context.repositories
  const peers = new Set([...consents.peersOf(owner), ...blocks.peersOf(owner)])
  return [...peers].flatMap((peer) => rosterEntry(context, owner, peer) ?? []).filter(isVisible)
}

/** A request of somebody that the owner blocked is not shown; the block itself is. */
function isVisible(entry: RosterEntry): boolean {
  return entry.consent !== 'none' || entry.blocked
}

/** Tells one side's devices how it sees the other now. */
export function pushRosterEntry(context: ServerContext, owner: NameKey, peer: NameKey): void {
  if (!context.hub.isOnline(owner)) return
  const entry = rosterEntry(context, owner, peer)
  if (entry !== null) context.hub.toName(owner, 'roster.changed', entry)
}

/** A name came or went: everybody who may see it hears of it. */
export function announcePresence(context: ServerContext, name: NameKey): void {
  const { consents, blocks } = context.repositories
  for (const peer of consents.peersOf(name)) {
    if (!context.hub.isOnline(peer) || consents.between(name, peer) !== 'mutual' || blocks.has(name, peer))
      continue
    pushRosterEntry(context, peer, name)
  }
}
