import { Mic } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useCalls } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { LevelBar } from '../../app/ui/level-bar.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useMicrophoneCheck } from '../first-run/use-microphone-check.ts'
import type { SettingsProps } from './settings-props.ts'
import { ConnectionSettings } from './sound/connection-settings.tsx'
import { DeviceSettings } from './sound/device-settings.tsx'
import { HearingSettings } from './sound/hearing-settings.tsx'
import { ProcessingSettings } from './sound/processing-settings.tsx'
import { Rehearsing } from './sound/rehearsing.tsx'
import { TalkingSettings } from './sound/talking-settings.tsx'
import './sound/sound.css'

/** Which microphone and speaker, when I am heard, and what is done to my voice. */
export function SoundSettings({ settings, onChange }: SettingsProps) {
  const t = useTranslations()
  const check = useMicrophoneCheck(settings.microphones, settings.processing)
  const { status } = check.state
  const inCall = useCalls().microphone.status
  const isInUse = inCall === 'open'
  return (
    <>
      {/* Made anew when a microphone was opened: only then do devices have names. */}
      <DeviceSettings key={`${status} ${inCall}`} settings={settings} onChange={onChange} />
      <div className="settings-part">
        {!isInUse && status !== 'open' && (
          <div>
            <Button icon={Mic} onPress={check.open} isBusy={status === 'opening'}>
              {t(status === 'opening' ? 'firstRun.microphoneOpening' : 'firstRun.microphoneCheck')}
            </Button>
          </div>
        )}
        {/* In that mode there is a meter with the threshold. */}
        {status === 'open' && settings.talkMode !== 'voice' && (
          <LevelBar label={t('firstRun.microphoneLevel')} level={check.level} />
        )}
        {check.state.status === 'failed' && <ErrorNotice error={check.state.error} tone="warning" />}
      </div>
      <TalkingSettings settings={settings} onChange={onChange} check={check} />
      <ProcessingSettings settings={settings} onChange={onChange} check={check} />
      <HearingSettings settings={settings} onChange={onChange} />
      <ConnectionSettings settings={settings} onChange={onChange} />
      <Rehearsing settings={settings} />
    </>
  )
}
