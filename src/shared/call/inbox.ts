import type { CallId } from '../ids.ts'
import { EARLY_MESSAGE_TTL_MS } from '../protocol/version.ts'
import type { CallBody } from '../protocol/call-message.ts'
import type { Draft } from './draft.ts'
import type { IncomingMessage } from './phone.ts'

/** How many messages for calls that are not known yet are kept, against a flood. */
const EARLY_LIMIT = 64
/** How far a message may be overtaken by later ones of its device. */
const SEEN_WINDOW = 256

/** Notes a message as seen; false when it was before, or is so old that it must have been. */
export function firstSight(draft: Draft, { signed }: IncomingMessage): boolean {
  const { callId, from, seq } = signed.message
  const ofCall = draft.seen.get(callId) ?? new Map()
  const ofDevice: ReadonlySet<number> = ofCall.get(from.device) ?? new Set()
  const oldest = Math.max(...ofDevice, seq) - SEEN_WINDOW
  if (ofDevice.has(seq) || seq <= oldest) return false
  const next = new Set([...ofDevice, seq].filter((known) => known > oldest))
  draft.seen = new Map(draft.seen).set(callId, new Map(ofCall).set(from.device, next))
  return true
}

/** Keeps a message that may overtake the invite of its call. */
export function keepEarly(draft: Draft, message: IncomingMessage): void {
  if (!comesEarly(message.signed.message.body)) return
  draft.early = [...draft.early, { at: draft.now, message }].slice(-EARLY_LIMIT)
}

function comesEarly(body: CallBody): boolean {
  return body.kind === 'candidates' || body.kind === 'hangup' || body.kind === 'description'
}

/** The messages that overtook the invite of a call, in their order. */
export function earlyFor(draft: Draft, callId: CallId): IncomingMessage[] {
  return draft.early.map(({ message }) => message).filter(({ signed }) => signed.message.callId === callId)
}

export function takeEarly(draft: Draft, callId: CallId): IncomingMessage[] {
  const taken = earlyFor(draft, callId)
  if (taken.length > 0) draft.early = draft.early.filter(({ message }) => !taken.includes(message))
  return taken
}

export function dropOldEarly(draft: Draft): void {
  const kept = draft.early.filter(({ at }) => at + EARLY_MESSAGE_TTL_MS > draft.now)
  if (kept.length < draft.early.length) draft.early = kept
}
