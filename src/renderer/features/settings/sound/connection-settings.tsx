import { useFormatter, useTranslations } from 'use-intl'
import type { Settings } from '../../../../shared/model/settings.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { Choice, type Option } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'

/** In kbit/s. */
const BITRATES = [16, 24, 32, 48, 64, 96, 128]

/** How much the sound weighs on its way, and how it is kept from harm there. */
export function ConnectionSettings({ settings, onChange }: SettingsProps) {
  const t = useTranslations('codec')
  // Only the desktop app decides how its Chromium starts.
  const hasOwnBrowser = useHost().computer !== null
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <BitrateChoice bitrate={settings.bitrate} onChange={(bitrate) => onChange({ bitrate })} />
      <Choice
        label={t('redundancy')}
        value={settings.redundancy}
        options={[
          { id: 'automatic', text: t('redundancyAutomatic') },
          { id: 'always', text: t('redundancyAlways') },
          { id: 'off', text: t('redundancyOff') },
        ]}
        onChange={(redundancy) => onChange({ redundancy })}
      />
      <Toggle
        text={t('lowBandwidth')}
        hint={t('lowBandwidthHint')}
        isOn={settings.lowBandwidth}
        onChange={(lowBandwidth) => onChange({ lowBandwidth })}
      />
      {hasOwnBrowser && (
        <Toggle
          text={t('smallBuffers')}
          hint={t('smallBuffersHint')}
          isOn={settings.audioBuffers !== 'system'}
          onChange={(isOn) => onChange({ audioBuffers: isOn ? 'smallest' : 'system' })}
        />
      )}
    </Part>
  )
}

interface BitrateChoiceProps {
  readonly bitrate: Settings['bitrate']
  readonly onChange: (bitrate: Settings['bitrate']) => void
}

function BitrateChoice({ bitrate, onChange }: BitrateChoiceProps) {
  const t = useTranslations('codec')
  const units = useTranslations('quality.details')
  const format = useFormatter()
  const numbers = new Set(bitrate === 'automatic' ? BITRATES : [...BITRATES, bitrate])
  const options: Option<string>[] = [
    { id: 'automatic', text: t('bitrateAutomatic') },
    ...[...numbers]
      .toSorted((a, b) => a - b)
      .map((number) => ({ id: String(number), text: units('kbps', { value: format.number(number) }) })),
  ]
  return (
    <Choice
      label={t('bitrate')}
      value={String(bitrate)}
      options={options}
      onChange={(id) => onChange(id === 'automatic' ? id : Number(id))}
    />
  )
}
