import { useTranslations } from 'use-intl'
import { preferDevice, type AudioDevice, type DeviceRanking } from '../../../../shared/model/device.ts'
import type { DeviceList } from '../../../media/devices.ts'
import { Choice, type Option } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { DeviceRankingList } from './device-ranking.tsx'
import { SpeakerTest } from './speaker-test.tsx'
import { useAudioDevices } from './use-audio-devices.ts'

/** Which microphone and speaker, and what takes their place when they are away. */
export function DeviceSettings({ settings, onChange }: SettingsProps) {
  const t = useTranslations('devices')
  const { microphones, speakers } = useAudioDevices()
  const hasNames = microphones.devices.length > 0 && microphones.devices.every(({ label }) => label !== '')
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <DeviceChoice
        label={t('microphone')}
        ranking={settings.microphones}
        list={microphones}
        onChange={(ranking) => onChange({ microphones: ranking })}
      />
      {speakers !== null && speakers.devices.length > 0 && (
        <DeviceChoice
          label={t('speaker')}
          ranking={settings.speakers}
          list={speakers}
          onChange={(ranking) => onChange({ speakers: ranking })}
        />
      )}
      <SpeakerTest ranking={settings.speakers} list={speakers} />
      {!hasNames && <p className="field-hint">{t('hidden')}</p>}
    </Part>
  )
}

interface DeviceChoiceProps {
  readonly label: string
  readonly ranking: DeviceRanking
  readonly list: DeviceList
  readonly onChange: (ranking: DeviceRanking) => void
}

/** One device, by choosing it; with more than one ever chosen, also their order. */
export function DeviceChoice({ label, ranking, list, onChange }: DeviceChoiceProps) {
  const t = useTranslations('devices')
  const { devices, system } = list
  const [first] = ranking
  const nameOf = ({ label: name }: AudioDevice, index: number): string =>
    name || t('unnamed', { number: index + 1 })
  const isThere = first !== undefined && devices.some(({ id }) => id === first.id)
  const options: Option<string>[] = [
    { id: '', text: system === null ? t('system') : t('systemNow', { device: system.label }) },
    ...devices.map((device, index) => ({ id: device.id, text: nameOf(device, index) })),
    // The wish of a person is shown also while it cannot be had.
    ...(first === undefined || isThere
      ? []
      : [{ id: first.id, text: `${first.label || first.id} (${t('away')})` }]),
  ]
  return (
    <div className="device-choice">
      <Choice
        label={label}
        value={first?.id ?? ''}
        options={options}
        onChange={(id) => onChange(preferDevice(ranking, devices.find((device) => device.id === id) ?? null))}
      />
      {ranking.length > 1 && (
        <DeviceRankingList label={label} ranking={ranking} present={devices} onChange={onChange} />
      )}
    </div>
  )
}
