import { Settings } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { IconButton } from '../../app/ui/button.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { SettingsDialog } from './settings-dialog.tsx'

/** My name, and whether I can be reached. */
export function Me({ account }: { readonly account: Account }) {
  const t = useTranslations()
  const { status } = useHostState('connection')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="me">
      <Avatar name={account.name} online={status === 'online'} />
      <div className="me-text">
        <p className="me-name ellipsis">{account.name}</p>
        <p className="small quiet" role="status">
          {t(`status.${status}`)}
        </p>
      </div>
      <IconButton icon={Settings} label={t('people.settings')} onPress={() => setOpen(true)} />
      {isOpen && <SettingsDialog account={account} onClose={() => setOpen(false)} />}
    </div>
  )
}
