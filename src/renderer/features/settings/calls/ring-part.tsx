import { useTranslations } from 'use-intl'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { DeviceChoice } from '../sound/device-settings.tsx'
import { useAudioDevices } from '../sound/use-audio-devices.ts'
import { Toggle } from '../toggle.tsx'
import { RingtoneChoice } from './ringtone-choice.tsx'
import { useRingtoneOptions } from './use-ringtone-options.ts'

/** With what it rings, and where. */
export function RingPart({ settings, onChange }: SettingsProps) {
  const t = useTranslations('preferences.ring')
  const ringtones = useRingtoneOptions()
  const { speakers } = useAudioDevices()
  return (
    <Part title={t('heading')}>
      <RingtoneChoice
        label={t('ringtone')}
        value={settings.ringtone}
        options={ringtones}
        heard={settings.ringtone}
        onChange={(ringtone) => onChange({ ringtone })}
      />
      {speakers !== null && speakers.devices.length > 0 && (
        <DeviceChoice
          label={t('device')}
          ranking={settings.ringSpeakers}
          list={speakers}
          onChange={(ringSpeakers) => onChange({ ringSpeakers })}
        />
      )}
      {settings.ringSpeakers.length > 0 && (
        <Toggle
          text={t('alsoOnDefault')}
          hint={t('alsoOnDefaultHint')}
          isOn={settings.ringAlsoOnDefault}
          onChange={(ringAlsoOnDefault) => onChange({ ringAlsoOnDefault })}
        />
      )}
    </Part>
  )
}
