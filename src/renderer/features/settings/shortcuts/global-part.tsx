import { useTranslations } from 'use-intl'
import { GLOBAL_ACTIONS, type GlobalAction, type KeyStatus } from '../../../../shared/model/shortcut.ts'
import { globalBindings, globalFault } from '../../../../shared/shortcuts/bindings.ts'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { ShortcutRow } from './shortcut-row.tsx'

/** The keys that work while another app is in front, and what became of them. */
export function GlobalPart({
  settings,
  onChange,
  status,
}: SettingsProps & { readonly status: KeyStatus | null }) {
  const t = useTranslations('shortcuts.global')
  const isPortal = status?.by === 'portal'
  const bindings = globalBindings(settings.globalShortcuts)
  const trouble = (action: GlobalAction): string | null =>
    status?.refused.includes(action) === true ? t(isPortal ? 'refusedPortal' : 'refused') : null
  const news = (action: GlobalAction): string | null => {
    const keys = status?.assigned[action]
    return keys === undefined || keys === '' ? null : t('assigned', { keys })
  }
  return (
    <Part title={t('heading')} hint={t(isPortal ? 'hintPortal' : 'hint')}>
      <ul className="shortcut-list" role="list">
        {GLOBAL_ACTIONS.map((action) => (
          <ShortcutRow
            key={action}
            place={{ where: 'global', action }}
            chords={bindings[action]}
            defaults={[]}
            isOwn={false}
            faultOf={globalFault}
            trouble={trouble(action)}
            news={news(action)}
            settings={settings}
            onChange={onChange}
          />
        ))}
      </ul>
    </Part>
  )
}
