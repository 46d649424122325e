import { Activity } from 'lucide-react'
import { Label, ProgressBar } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { assertNever } from '../../../shared/result.ts'
import type { DoctorState, Verdict } from '../../media/doctor/doctor.ts'
import { Button } from '../../app/ui/button.tsx'
import { useDoctor, useDoctorState } from './doctor-provider.tsx'
import { ToneIcon, type Tone } from './sign.tsx'

export function verdictTone(verdict: Verdict): Exclude<Tone, 'busy' | 'none'> {
  switch (verdict) {
    case 'direct-and-relay':
    case 'hidden-by-relay':
      return 'good'
    case 'strict-with-relay':
    case 'direct-only':
    case 'relay-broken':
    case 'relay-only':
      return 'fair'
    case 'strict-without-relay':
    case 'lan-only':
    case 'offline':
    case 'hidden-without-relay':
      return 'bad'
    default:
      return assertNever(verdict)
  }
}

/** Whether calls will work, in one sentence, and the button that finds it out. */
export function VerdictCard() {
  const t = useTranslations('network.doctor')
  const doctor = useDoctor()
  const state = useDoctorState()
  const isRunning = state.status === 'running'
  const { tone, title, text } = useHeadline(state)
  return (
    <div className="verdict" data-tone={tone}>
      <ToneIcon tone={tone} size={28} />
      <div className="verdict-text">
        <div role="status">
          <p className="verdict-title">{title}</p>
          {!isRunning && <p>{text}</p>}
        </div>
        {isRunning ? <Progress state={state} /> : <TestedAt at={state.testedAt} />}
      </div>
      {/* One button in one place, so that the keyboard stays where it is. */}
      <Button
        size="small"
        {...(!isRunning && { icon: Activity })}
        onPress={isRunning ? () => doctor.cancel() : () => doctor.testAll()}
      >
        {t(isRunning ? 'cancel' : 'testAll')}
      </Button>
    </div>
  )
}

function useHeadline({ status, verdict }: DoctorState): {
  readonly tone: Tone
  readonly title: string
  readonly text: string
} {
  const t = useTranslations('network')
  if (status === 'running') return { tone: 'busy', title: t('doctor.running'), text: '' }
  if (status === 'cancelled') {
    return { tone: 'none', title: t('doctor.cancelled'), text: t('doctor.cancelledText') }
  }
  if (verdict === null) return { tone: 'none', title: t('doctor.untested'), text: t('doctor.untestedText') }
  return {
    tone: verdictTone(verdict),
    title: t(`verdict.${verdict}.title`),
    text: t(`verdict.${verdict}.text`),
  }
}

function Progress({ state }: { readonly state: DoctorState }) {
  const t = useTranslations('network.doctor')
  const tests = state.rows.flatMap(({ transports }) => transports)
  const done = tests.filter(({ status }) => status !== 'running').length
  return (
    <ProgressBar
      className="progress"
      value={done}
      maxValue={Math.max(1, tests.length)}
      valueLabel={t('counted', { done, count: tests.length })}
    >
      {({ percentage, valueText }) => (
        <>
          <Label className="visually-hidden">{t('progress')}</Label>
          <div className="progress-track">
            <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />
          </div>
          <span className="small quiet">{valueText}</span>
        </>
      )}
    </ProgressBar>
  )
}

function TestedAt({ at }: { readonly at: number | null }) {
  const t = useTranslations('network.doctor')
  const format = useFormatter()
  if (at === null) return null
  const time = format.dateTime(at, { hour: 'numeric', minute: '2-digit' })
  return <p className="small quiet">{t('testedAt', { time })}</p>
}
