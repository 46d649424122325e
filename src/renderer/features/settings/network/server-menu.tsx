import { Activity, EllipsisVertical, Pencil, Trash2 } from 'lucide-react'
import { Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../app/ui/button.tsx'

export type ServerDeed = 'test' | 'edit' | 'remove'

interface ServerMenuProps {
  readonly uri: string
  readonly canTest: boolean
  readonly onDeed: (deed: ServerDeed) => void
}

export function ServerMenu({ uri, canTest, onDeed }: ServerMenuProps) {
  const t = useTranslations('network.servers')
  return (
    <MenuTrigger>
      <IconButton icon={EllipsisVertical} label={t('more', { uri })} />
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={t('more', { uri })} onAction={(key) => onDeed(key as ServerDeed)}>
          {canTest && (
            <MenuItem id="test" className="menu-item">
              <Activity size={16} aria-hidden />
              {t('testShort')}
            </MenuItem>
          )}
          <MenuItem id="edit" className="menu-item">
            <Pencil size={16} aria-hidden />
            {t('editShort')}
          </MenuItem>
          <Separator className="menu-line" />
          <MenuItem id="remove" className="menu-item" data-tone="danger">
            <Trash2 size={16} aria-hidden />
            {t('removeShort')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
