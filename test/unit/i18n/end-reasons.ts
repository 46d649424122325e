import type { EndReason } from '../../../src/shared/call/call.ts'
import { HangUpReason } from '../../../src/shared/protocol/call-message.ts'

type OwnReason = Exclude<EndReason, HangUpReason>
/** A record, so that a reason which is forgotten here fails the type check. */
const OWN: Readonly<Record<OwnReason, true>> = {
  'peer-hung-up': true,
  declined: true,
  'peer-declined': true,
  missed: true,
  'no-answer': true,
  offline: true,
  unreachable: true,
  'unknown-name': true,
  'not-allowed': true,
  'not-connected': true,
  'key-changed': true,
  'rate-limited': true,
  'declined-elsewhere': true,
  'peer-gone': true,
  'peer-network-failed': true,
}

/** Every reason for which a call ends. */
export const END_REASONS: readonly EndReason[] = [
  ...HangUpReason.options,
  ...(Object.keys(OWN) as OwnReason[]),
]
