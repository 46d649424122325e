import { useTranslations } from 'use-intl'
import { Choice } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'

/** Who may call, and how a call begins. */
export function ReachPart({ settings, onChange }: SettingsProps) {
  const t = useTranslations('settings')
  return (
    <Part title={t('calls')}>
      <Choice
        label={t('reach')}
        value={settings.reach}
        options={[
          { id: 'automatic', text: t('reachAutomatic') },
          { id: 'everyone', text: t('reachEveryone') },
          { id: 'contacts', text: t('reachContacts') },
          { id: 'nobody', text: t('reachNobody') },
        ]}
        onChange={(reach) => onChange({ reach })}
      />
      <Toggle
        text={t('preconnect')}
        hint={t('preconnectHint')}
        isOn={settings.preconnect}
        onChange={(preconnect) => onChange({ preconnect })}
      />
    </Part>
  )
}
