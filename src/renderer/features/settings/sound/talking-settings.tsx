import { Keyboard } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../app/ui/button.tsx'
import type { MicrophoneCheck } from '../../first-run/use-microphone-check.ts'
import { Choice, type Option } from '../choice.tsx'
import { Part } from '../part.tsx'
import { useOpenSettings } from '../settings-provider.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'
import { GateSettings } from './gate-settings.tsx'

const MODES = ['open', 'voice', 'push-to-talk', 'push-to-mute'] as const
const IDLE_MINUTES = [5, 10, 15, 30, 60]

interface TalkingSettingsProps extends SettingsProps {
  readonly check: MicrophoneCheck
}

/** When the others hear my microphone. */
export function TalkingSettings({ settings, onChange, check }: TalkingSettingsProps) {
  const t = useTranslations('talk')
  const { talkMode, idleMuteMinutes } = settings
  const isByKey = talkMode === 'push-to-talk' || talkMode === 'push-to-mute'
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <Choice
        label={t('mode')}
        value={talkMode}
        options={MODES.map((id) => ({ id, text: t(id) }))}
        onChange={(mode) => onChange({ talkMode: mode })}
      />
      {talkMode === 'voice' && <GateSettings settings={settings} onChange={onChange} check={check} />}
      {isByKey && <KeyHint />}
      {talkMode !== 'push-to-talk' && (
        <IdleChoice
          minutes={idleMuteMinutes}
          onChange={(minutes) => onChange({ idleMuteMinutes: minutes })}
        />
      )}
      <Toggle
        text={t('cues')}
        hint={t('cuesHint')}
        isOn={settings.cueSounds}
        onChange={(cueSounds) => onChange({ cueSounds })}
      />
    </Part>
  )
}

function KeyHint() {
  const t = useTranslations('talk')
  const openSettings = useOpenSettings()
  return (
    <div className="talk-key-hint">
      <p className="field-hint">{t('keyHint')}</p>
      <Button icon={Keyboard} onPress={() => openSettings('shortcuts')}>
        {t('keyButton')}
      </Button>
    </div>
  )
}

interface IdleChoiceProps {
  readonly minutes: number
  readonly onChange: (minutes: number) => void
}

function IdleChoice({ minutes, onChange }: IdleChoiceProps) {
  const t = useTranslations('talk')
  const numbers = new Set(minutes === 0 ? IDLE_MINUTES : [...IDLE_MINUTES, minutes])
  const options: Option<string>[] = [
    { id: '0', text: t('idleNever') },
    ...[...numbers]
      .toSorted((a, b) => a - b)
      .map((number) => ({ id: String(number), text: t('idleMinutes', { minutes: number }) })),
  ]
  return (
    <Choice
      label={t('idle')}
      value={String(minutes)}
      options={options}
      onChange={(id) => onChange(Number(id))}
    />
  )
}
