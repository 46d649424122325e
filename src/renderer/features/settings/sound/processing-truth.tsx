import { useFormatter, useTranslations } from 'use-intl'
import type { Processing } from '../../../../shared/model/sound.ts'
import { useCalls } from '../../../app/session-provider.tsx'
import { isProcessedAs, readProcessing } from '../../../media/processing.ts'
import type { MicrophoneCheck } from '../../first-run/use-microphone-check.ts'

interface ProcessingTruthProps {
  readonly wish: Processing
  readonly check: MicrophoneCheck
}

/** What is done to the microphone that is open, in truth: not every one does what it is asked for. */
export function ProcessingTruth({ wish, check }: ProcessingTruthProps) {
  const t = useTranslations('talk.processing')
  const format = useFormatter()
  const { microphone } = useCalls()
  const truth = ((): Processing | null => {
    if (microphone.status === 'open') return microphone.processing
    // Outside of a call there is nothing yet that could stop RNNoise.
    if (check.state.status === 'open') return readProcessing(check.state.track, wish.noise === 'rnnoise')
    return null
  })()
  if (truth === null) return null
  const parts = [
    truth.echoCancellation && t('echo'),
    truth.autoGain && t('gain'),
    truth.noise !== 'off' && `${t('noise')}: ${t(truth.noise)}`,
    truth.stereo && t('stereo'),
  ].filter((part) => part !== false)
  const text = parts.length === 0 ? t('untouched') : format.list(parts)
  return (
    <p className="field-hint" role="status">
      {t(isProcessedAs(truth, wish) ? 'now' : 'nowOther', { parts: text })}
    </p>
  )
}
