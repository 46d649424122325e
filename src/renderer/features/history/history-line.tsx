import { PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { assertNever } from '../../../shared/result.ts'
import { formatDuration } from '../../app/duration.ts'
import { useNow } from '../../app/use-now.ts'

type OutcomeKey =
  | 'incoming'
  | 'outgoing'
  | 'elsewhere'
  | 'missed'
  | 'declined'
  | 'declinedByMe'
  | 'cancelled'
  | 'noAnswer'
  | 'offline'
  | 'failed'

export function outcomeKey({ outcome, direction }: HistoryEntry): OutcomeKey {
  switch (outcome) {
    case 'answered':
      return direction
    case 'declined':
      return direction === 'incoming' ? 'declinedByMe' : 'declined'
    case 'answered-elsewhere':
      return 'elsewhere'
    case 'no-answer':
      return 'noAnswer'
    case 'missed':
    case 'cancelled':
    case 'offline':
    case 'failed':
      return outcome
    default:
      return assertNever(outcome)
  }
}

function OutcomeIcon({ entry: { outcome, direction } }: { readonly entry: HistoryEntry }) {
  if (outcome === 'missed') return <PhoneMissed size={15} aria-hidden />
  if (outcome === 'failed') return <PhoneOff size={15} aria-hidden />
  if (direction === 'incoming') return <PhoneIncoming size={15} aria-hidden />
  return <PhoneOutgoing size={15} aria-hidden />
}

/** How a call came out and how long it was. */
export function HistoryOutcome({ entry }: { readonly entry: HistoryEntry }) {
  const t = useTranslations('history')
  return (
    <span className="history-outcome" data-outcome={entry.outcome}>
      <OutcomeIcon entry={entry} />
      <span>
        {t(`outcome.${outcomeKey(entry)}`)}
        {entry.durationMs !== null && ` · ${formatDuration(entry.durationMs)}`}
        {entry.note !== null && (
          <>
            {' · '}
            <q>{entry.note}</q>
          </>
        )}
      </span>
    </span>
  )
}

interface CallTimeProps {
  readonly at: number
  /** With the time of day also for earlier days. */
  readonly isFull?: boolean
}

/** Today's calls by time, those of a week by weekday, older ones by date. */
export function CallTime({ at, isFull = false }: CallTimeProps) {
  const t = useTranslations('history')
  const format = useFormatter()
  const now = useNow(false)
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  const time = format.dateTime(at, { hour: 'numeric', minute: '2-digit' })
  const day = ((): string => {
    if (days === 1) return t('yesterday')
    if (days < 7) return format.dateTime(at, { weekday: isFull ? 'long' : 'short' })
    const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
    return format.dateTime(at, {
      day: 'numeric',
      month: 'short',
      ...((isFull || !isThisYear) && { year: 'numeric' }),
    })
  })()
  const text = ((): string => {
    if (days <= 0) return time
    return isFull ? `${day}, ${time}` : day
  })()
  return (
    <time className="history-time" dateTime={new Date(at).toISOString()}>
      {text}
    </time>
  )
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
