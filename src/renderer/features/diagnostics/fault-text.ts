import { useTranslations } from 'use-intl'
import { assertNever } from '../../../shared/result.ts'
import type { RowFault } from '../../media/doctor/doctor.ts'

/** Errors that have a sentence (RFC 8489, section 14.8; RFC 8656, section 19; RFC 6062, section 6.3; 701: webrtc-pc). */
export const STUN_ERROR_CODES = [
  300, 400, 401, 403, 420, 437, 438, 440, 441, 442, 443, 446, 447, 486, 500, 508, 701,
] as const
type StunErrorCode = (typeof STUN_ERROR_CODES)[number]

export interface FaultText {
  readonly text: string
  readonly action: string
  /** For experts, or for the owner of the server; null where there is no more to say. */
  readonly note: string | null
}

/** What is wrong in plain words, and what to do about it. */
export function useFaultText(): (fault: RowFault) => FaultText {
  const t = useTranslations('network')
  const errors = useTranslations('errors')
  const of = (key: `otherFault.${'no-answer' | 'no-echo' | 'time-out'}`): FaultText => ({
    text: t(`${key}.text`),
    action: t(`${key}.action`),
    note: null,
  })
  const stunError = (code: number, said: string): FaultText => {
    const known: StunErrorCode | undefined = STUN_ERROR_CODES.find((number) => number === code)
    const key = `stunError.${known ?? 'other'}` as const
    const number = t('doctor.stunCode', { code: String(code) })
    const note = said === '' ? number : `${number}. ${t('doctor.serverSaid', { text: said })}`
    return { text: t(`${key}.text`), action: t(`${key}.action`), note }
  }
  return (fault) => {
    switch (fault.kind) {
      case 'dns':
        return {
          text: t(`dnsFault.${fault.fault}.text`),
          action: t(`dnsFault.${fault.fault}.action`),
          note: null,
        }
      case 'reach':
        return {
          text: t(`reachFault.${fault.fault}.text`),
          action: t(`reachFault.${fault.fault}.action`),
          note: null,
        }
      case 'tls':
        return {
          text: t(`tlsFault.${fault.fault}.text`),
          action: t(`tlsFault.${fault.fault}.action`),
          note: null,
        }
      case 'stun-error':
        return stunError(fault.code, fault.text.trim())
      case 'host':
        return {
          text: `${errors(`${fault.error.code}.title`)}.`,
          action: errors(`${fault.error.code}.action`),
          note: null,
        }
      case 'no-answer':
      case 'no-echo':
      case 'time-out':
        return of(`otherFault.${fault.kind}`)
      default:
        return assertNever(fault)
    }
  }
}
