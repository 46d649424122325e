import { useTranslations } from 'use-intl'
import { Choice } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'

export function Appearance({ settings, onChange }: SettingsProps) {
  const t = useTranslations('settings')
  return (
    <Part title={t('appearance')}>
      <Choice
        label={t('language')}
        value={settings.language}
        options={[
          { id: 'system', text: t('languageSystem') },
          { id: 'en', text: 'English' },
          { id: 'ko', text: '한국어' },
        ]}
        onChange={(language) => onChange({ language })}
      />
      <Choice
        label={t('theme')}
        value={settings.theme}
        options={[
          { id: 'system', text: t('themeSystem') },
          { id: 'light', text: t('themeLight') },
          { id: 'dark', text: t('themeDark') },
        ]}
        onChange={(theme) => onChange({ theme })}
      />
    </Part>
  )
}
