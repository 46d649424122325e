import { useTranslations } from 'use-intl'
import { PRESETS, type Preset, type Processing } from '../../../../shared/model/sound.ts'
import type { MicrophoneCheck } from '../../first-run/use-microphone-check.ts'
import { Choice, type Option } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'
import { Comparing } from './comparing.tsx'
import { ProcessingTruth } from './processing-truth.tsx'

const PRESET_NAMES = Object.keys(PRESETS) as Preset[]

interface ProcessingSettingsProps extends SettingsProps {
  readonly check: MicrophoneCheck
}

/** What is done to my voice before it is sent. */
export function ProcessingSettings({ settings, onChange, check }: ProcessingSettingsProps) {
  const t = useTranslations('talk.processing')
  const { processing } = settings
  const change = (part: Partial<Processing>): void => onChange({ processing: { ...processing, ...part } })
  const preset = PRESET_NAMES.find((name) => isSame(PRESETS[name], processing)) ?? 'own'
  const options: Option<Preset | 'own'>[] = PRESET_NAMES.map((id) => ({ id, text: t(id) }))
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <Choice<Preset | 'own'>
        label={t('preset')}
        value={preset}
        options={preset === 'own' ? [...options, { id: 'own', text: t('own') }] : options}
        onChange={(chosen) => chosen !== 'own' && change(PRESETS[chosen])}
      />
      <Choice
        label={t('noise')}
        value={processing.noise}
        options={[
          { id: 'off', text: t('off') },
          { id: 'browser', text: t('browser') },
          { id: 'rnnoise', text: t('rnnoise') },
        ]}
        onChange={(noise) => change({ noise })}
      />
      <Toggle
        text={t('echo')}
        hint={t('echoHint')}
        isOn={processing.echoCancellation}
        onChange={(echoCancellation) => change({ echoCancellation })}
      />
      <Toggle
        text={t('gain')}
        hint={t('gainHint')}
        isOn={processing.autoGain}
        onChange={(autoGain) => change({ autoGain })}
      />
      <Toggle
        text={t('stereo')}
        hint={t('stereoHint')}
        isOn={processing.stereo}
        onChange={(stereo) => change({ stereo })}
      />
      <ProcessingTruth wish={processing} check={check} />
      <Comparing settings={settings} />
    </Part>
  )
}

function isSame(a: Processing, b: Processing): boolean {
  return (Object.keys(a) as (keyof Processing)[]).every((key) => a[key] === b[key])
}
