import { Keyboard, RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LOCAL_ACTIONS } from '../../../../shared/model/shortcut.ts'
import { localBindings, localFault } from '../../../../shared/shortcuts/bindings.ts'
import { isMac } from '../../../app/keys/keyboard.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Part } from '../part.tsx'
import { useOpenCheatSheet } from '../settings-provider.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { ShortcutRow } from './shortcut-row.tsx'

const DEFAULTS = localBindings({}, isMac)

/** The keys of the window. */
export function LocalPart({ settings, onChange }: SettingsProps) {
  const t = useTranslations('shortcuts')
  const openCheatSheet = useOpenCheatSheet()
  const { shortcuts } = settings
  const bindings = localBindings(shortcuts, isMac)
  return (
    <Part title={t('local.heading')} hint={t('local.hint')}>
      <ul className="shortcut-list" role="list">
        {LOCAL_ACTIONS.map((action) => (
          <ShortcutRow
            key={action}
            place={{ where: 'local', action }}
            chords={bindings[action]}
            defaults={DEFAULTS[action]}
            isOwn={shortcuts[action] !== undefined}
            faultOf={localFault}
            settings={settings}
            onChange={onChange}
          />
        ))}
      </ul>
      <div className="settings-buttons">
        <Button icon={Keyboard} onPress={openCheatSheet}>
          {t('actions.cheat-sheet')}
        </Button>
        {Object.keys(shortcuts).length > 0 && (
          <Button icon={RotateCcw} onPress={() => onChange({ shortcuts: {} })}>
            {t('local.resetAll')}
          </Button>
        )}
      </div>
    </Part>
  )
}
