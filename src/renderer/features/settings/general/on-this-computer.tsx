import { useTranslations } from 'use-intl'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'

/** When it starts, and what it does while its window is away. */
export function OnThisComputer({ settings, onChange }: SettingsProps) {
  const t = useTranslations('preferences.app')
  return (
    <Part title={t('heading')}>
      <Toggle
        text={t('startAtLogin')}
        hint={t('startAtLoginHint')}
        isOn={settings.startAtLogin}
        onChange={(startAtLogin) => onChange({ startAtLogin })}
      />
      <Toggle
        text={t('closeToTray')}
        hint={t('closeToTrayHint')}
        isOn={settings.closeToTray}
        onChange={(closeToTray) => onChange({ closeToTray })}
      />
      <Toggle
        text={t('miniWindow')}
        hint={t('miniWindowHint')}
        isOn={settings.miniWindow}
        onChange={(miniWindow) => onChange({ miniWindow })}
      />
    </Part>
  )
}
