import { useFormatter, useTranslations } from 'use-intl'
import {
  mayDisturb,
  nextMorning,
  QUIET_HOUR_MS,
  type DoNotDisturb,
} from '../../../../shared/model/do-not-disturb.ts'
import { assertNever } from '../../../../shared/result.ts'
import { useNow } from '../../../app/use-now.ts'
import { Choice } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'

type QuietChoice = 'off' | 'hour' | 'tomorrow' | 'on' | 'until'

/** Whether calls stay silent, and until when. */
export function QuietPart({ settings, onChange }: SettingsProps) {
  const t = useTranslations('preferences.quiet')
  const format = useFormatter()
  const { doNotDisturb } = settings
  const now = useNow(typeof doNotDisturb === 'number')
  const until = typeof doNotDisturb === 'number' && !mayDisturb(doNotDisturb, now) ? doNotDisturb : null
  // A day with its hour in one format is put in brackets in some languages.
  const untilText = (end: number): string => {
    const day = format.dateTime(end, { weekday: 'long' })
    return t('until', { day, time: format.dateTime(end, { hour: 'numeric', minute: '2-digit' }) })
  }
  const value: QuietChoice = until !== null ? 'until' : doNotDisturb === 'on' ? 'on' : 'off'
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <Choice<QuietChoice>
        label={t('label')}
        value={value}
        options={[
          { id: 'off', text: t('off') },
          ...(until === null ? [] : [{ id: 'until', text: untilText(until) } as const]),
          { id: 'hour', text: t('hour') },
          { id: 'tomorrow', text: t('tomorrow') },
          { id: 'on', text: t('on') },
        ]}
        onChange={(chosen) => {
          if (chosen !== 'until') onChange({ doNotDisturb: wishOf(chosen, Date.now()) })
        }}
      />
    </Part>
  )
}

function wishOf(choice: Exclude<QuietChoice, 'until'>, now: number): DoNotDisturb {
  switch (choice) {
    case 'off':
    case 'on':
      return choice
    case 'hour':
      return now + QUIET_HOUR_MS
    case 'tomorrow':
      return nextMorning(now)
    default:
      return assertNever(choice)
  }
}
