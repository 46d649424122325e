import { Mic } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Settings } from '../../../shared/model/settings.ts'
import { useCalls } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { LevelBar } from '../../app/ui/level-bar.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { watchAudioDevices, type AudioDevice, type AudioDevices } from '../../media/devices.ts'
import { useMicrophoneCheck } from '../first-run/use-microphone-check.ts'
import { Choice, type Option } from './choice.tsx'
import { Part } from './settings-dialog.tsx'

interface SoundSettingsProps {
  readonly settings: Settings
  readonly onChange: (change: Partial<Settings>) => void
}

/** Which microphone and speaker, and whether the microphone hears anything. */
export function SoundSettings({ settings, onChange }: SoundSettingsProps) {
  const t = useTranslations()
  const check = useMicrophoneCheck(settings.microphoneId)
  const { status } = check.state
  const isInUse = useCalls().microphone.status === 'open'
  return (
    <Part title={t('settings.sound')}>
      {/* Read anew when a microphone was opened: only then do devices have names. */}
      <DeviceChoices key={status} settings={settings} onChange={onChange} />
      {!isInUse && status !== 'open' && (
        <div>
          <Button icon={Mic} onPress={check.open} isBusy={status === 'opening'}>
            {t(status === 'opening' ? 'firstRun.microphoneOpening' : 'firstRun.microphoneCheck')}
          </Button>
        </div>
      )}
      {status === 'open' && <LevelBar label={t('firstRun.microphoneLevel')} level={check.level} />}
      {check.state.status === 'failed' && <ErrorNotice error={check.state.error} tone="warning" />}
    </Part>
  )
}

function DeviceChoices({ settings, onChange }: SoundSettingsProps) {
  const t = useTranslations('settings')
  const [devices, setDevices] = useState<AudioDevices>({ microphones: [], speakers: null })
  useEffect(() => watchAudioDevices(setDevices), [])
  const toOptions = (found: readonly AudioDevice[]): Option<string>[] => [
    { id: '', text: t('deviceSystem') },
    ...found.map(({ id, label }, index) => ({
      id,
      text: label || t('deviceUnnamed', { number: index + 1 }),
    })),
  ]
  const hasNames = devices.microphones.length > 0 && devices.microphones.every(({ label }) => label !== '')
  return (
    <>
      <Choice
        label={t('microphone')}
        value={settings.microphoneId}
        options={toOptions(devices.microphones)}
        onChange={(microphoneId) => onChange({ microphoneId })}
      />
      {devices.speakers !== null && devices.speakers.length > 0 && (
        <Choice
          label={t('speaker')}
          value={settings.speakerId}
          options={toOptions(devices.speakers)}
          onChange={(speakerId) => onChange({ speakerId })}
        />
      )}
      {!hasNames && <p className="field-hint">{t('devicesHidden')}</p>}
    </>
  )
}
