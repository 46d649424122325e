import { Ear, Square } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Settings } from '../../../../shared/model/settings.ts'
import { SMOOTH_PATH } from '../../../../shared/network/rough-path.ts'
import { useCalls } from '../../../app/session-provider.tsx'
import { Button } from '../../../app/ui/button.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { Slider } from '../../../app/ui/slider.tsx'
import { canBeRough } from '../../../media/rehearsal/rehearsal.ts'
import { Part } from '../part.tsx'
import { Toggle } from '../toggle.tsx'
import { useRehearsal } from './use-rehearsal.ts'

const PERCENT_LIMIT = 50
const DELAY_LIMIT_MS = 1_000
const JITTER_LIMIT_MS = 300

/** Oneself as the others would hear it, over a path of one's choice. Nothing of it is kept. */
export function Rehearsing({ settings }: { readonly settings: Settings }) {
  const t = useTranslations('rehearsal')
  const units = useTranslations('quality.details')
  const format = useFormatter()
  const [path, setPath] = useState(SMOOTH_PATH)
  const [isRedundant, setRedundant] = useState(settings.redundancy !== 'off')
  const { bitrate, lowBandwidth, processing } = settings
  const wish = useMemo(() => {
    const redundancy = isRedundant ? 'always' : 'off'
    return { path, wishes: { bitrate, lowBandwidth, processing, redundancy } } as const
  }, [path, isRedundant, bitrate, lowBandwidth, processing])
  const { state, start, stop } = useRehearsal(settings, wish)
  const isInCall = useCalls().microphone.status === 'open'
  const isIdle = state.status === 'idle'

  const slider = (
    label: string,
    text: string,
    value: number,
    [max, step]: readonly [number, number],
    onChange: (value: number) => void,
  ) => (
    <Slider
      label={label}
      text={text}
      value={value}
      min={0}
      max={max}
      step={step}
      rest={0}
      reach={step}
      onChange={onChange}
      onDone={onChange}
    />
  )
  const milliseconds = (value: number): string => units('ms', { value: format.number(value) })
  const percent = Math.round(path.loss * 100)

  return (
    <Part title={t('heading')} hint={t('hint')}>
      <div className="rehearsing-start">
        <Button
          icon={isIdle ? Ear : Square}
          onPress={isIdle ? start : stop}
          isBusy={state.status === 'starting'}
          isDisabled={isIdle && isInCall}
        >
          {t(isIdle ? 'start' : state.status === 'starting' ? 'starting' : 'stop')}
        </Button>
        {isIdle && isInCall && <span className="small quiet">{t('inCall')}</span>}
        {state.status === 'running' && state.concealed !== null && (
          <span className="small quiet">
            {t('concealed', { share: format.number(state.concealed, { style: 'percent' }) })}
          </span>
        )}
      </div>
      {isIdle && state.error !== null && <ErrorNotice error={state.error} tone="warning" />}
      {canBeRough() ? (
        <>
          {slider(
            t('loss'),
            units('percent', { value: format.number(percent) }),
            percent,
            [PERCENT_LIMIT, 1],
            (value) => setPath({ ...path, loss: value / 100 }),
          )}
          {slider(t('delay'), milliseconds(path.delayMs), path.delayMs, [DELAY_LIMIT_MS, 10], (delayMs) =>
            setPath({ ...path, delayMs }),
          )}
          {slider(t('jitter'), milliseconds(path.jitterMs), path.jitterMs, [JITTER_LIMIT_MS, 5], (jitterMs) =>
            setPath({ ...path, jitterMs }),
          )}
        </>
      ) : (
        <p className="field-hint">{t('unsupported')}</p>
      )}
      <Toggle text={t('redundancy')} hint={t('redundancyHint')} isOn={isRedundant} onChange={setRedundant} />
    </Part>
  )
}
