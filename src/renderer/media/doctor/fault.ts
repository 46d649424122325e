import { anyOf, type ProbeReport } from '../../../shared/network/probe.ts'
import type { RowFault } from './doctor.ts'
import { UNREACHABLE, type StunAnswer } from './gathering.ts'

/** Why a server gave no candidate: what it said itself first, then what this computer's sockets found. */
export function allocationFault(
  errors: readonly Pick<StunAnswer, 'code' | 'text'>[],
  probe: ProbeReport | null,
  isOutOfTime: boolean,
): RowFault {
  const answers = errors.filter(({ code }) => code !== UNREACHABLE && code > 0)
  // Chromium names a refused binding request without its class, e.g. 1 for 401; a refused allocation says more.
  const said = answers.find(({ code }) => code >= 300) ?? answers[0]
  if (said !== undefined) return { kind: 'stun-error', code: said.code, text: said.text }
  if (probe?.dns?.status === 'failed') return { kind: 'dns', fault: probe.dns.fault }
  if (probe?.tls?.status === 'failed') return { kind: 'tls', fault: probe.tls.fault }
  const reach = anyOf(probe?.reach ?? null)
  if (reach?.status === 'failed') return { kind: 'reach', fault: reach.fault }
  const isUnanswered = errors.some(({ code }) => code === UNREACHABLE)
  return isOutOfTime && !isUnanswered ? { kind: 'time-out' } : { kind: 'no-answer' }
}
