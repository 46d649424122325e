import { useTranslations } from 'use-intl'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'

/** How the others sound. */
export function HearingSettings({ settings, onChange }: SettingsProps) {
  const t = useTranslations('hearing.settings')
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <Toggle
        text={t('levelling')}
        hint={t('levellingHint')}
        isOn={settings.levelling}
        onChange={(levelling) => onChange({ levelling })}
      />
      <Toggle
        text={t('headset')}
        hint={t('headsetHint')}
        isOn={settings.headsetHint}
        onChange={(headsetHint) => onChange({ headsetHint })}
      />
    </Part>
  )
}
