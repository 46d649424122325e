import { Keyboard, Settings } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import { useKeyHints } from '../../app/keys/use-key-hints.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { IconButton } from '../../app/ui/button.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { useOpenCheatSheet, useOpenSettings } from './settings-provider.tsx'
import { useIsQuiet } from './use-is-quiet.ts'

/** My name, and whether I can be reached and disturbed. */
export function Me({ account }: { readonly account: Account }) {
  const t = useTranslations()
  const { status } = useHostState('connection')
  const isQuiet = useIsQuiet()
  const openSettings = useOpenSettings()
  const openCheatSheet = useOpenCheatSheet()
  const hintOf = useKeyHints()
  const sheet = hintOf('cheat-sheet')
  const preferences = hintOf('preferences')
  return (
    <div className="me">
      <Avatar name={account.name} online={status === 'online'} />
      <div className="me-text">
        <p className="me-name ellipsis">{account.name}</p>
        <p className="small quiet ellipsis" role="status">
          {t(`status.${status}`)}
          {isQuiet && ` · ${t('preferences.quiet.heading')}`}
        </p>
      </div>
      <IconButton
        icon={Keyboard}
        label={t('shortcuts.sheet.heading')}
        hint={sheet.after(t('shortcuts.sheet.heading'))}
        keys={sheet.aria}
        onPress={openCheatSheet}
      />
      <IconButton
        icon={Settings}
        label={t('people.settings')}
        hint={preferences.after(t('people.settings'))}
        keys={preferences.aria}
        onPress={() => openSettings('general')}
      />
    </div>
  )
}
