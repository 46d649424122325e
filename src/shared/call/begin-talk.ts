import type { DeviceId } from '../ids.ts'
import type { Calling, Connecting, RingingIn, RingingOut, RingLink } from './call.ts'
import { findLive, put, sendMediaState, type Draft } from './draft.ts'
import { failToConnect } from './from-media.ts'

/** A call was accepted: it is up at once where the ring has brought its connection up, and over where there can be none. */
export function beginTalk(
  draft: Draft,
  call: Calling | RingingOut | RingingIn,
  device: DeviceId,
  link: RingLink,
): void {
  const { callId, peer, direction, startedAt } = call
  const connecting: Connecting = {
    phase: 'connecting',
    callId,
    peer,
    direction,
    startedAt,
    // The accept itself may have been sent just now.
    nextSeq: findLive(draft, callId)?.nextSeq ?? call.nextSeq,
    device,
    acceptedAt: draft.now,
    heldByMe: false,
    peerState: { muted: false, held: false },
    peerOffline: false,
  }
  if (link.kind === 'stranded') return failToConnect(draft, connecting, link.cause)
  if (link.kind === 'none') return put(draft, connecting)
  put(draft, { ...connecting, phase: 'active', connectedAt: draft.now, link })
  if (draft.muted) sendMediaState(draft, callId)
}
