import {
  Ban,
  EllipsisVertical,
  Pencil,
  Phone,
  ShieldCheck,
  Star,
  StarOff,
  Trash2,
  UserPlus,
  type LucideIcon,
} from 'lucide-react'
import { Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { ContactView } from '../../../shared/model/contact.ts'
import { IconButton } from '../../app/ui/button.tsx'
import { shownNameOf } from './use-contacts.ts'
import type { ContactDeed } from './use-contact-deeds.tsx'

interface ContactMenuProps {
  readonly contact: ContactView
  readonly onDeed: (deed: ContactDeed, contact: ContactView) => void
}

interface Item {
  readonly deed: ContactDeed
  readonly text: string
  readonly icon: LucideIcon
  readonly tone?: 'danger'
}

/** Everything that can be done with one contact. */
export function ContactMenu({ contact, onDeed }: ContactMenuProps) {
  const t = useTranslations('people')
  const shownName = shownNameOf(contact)
  const items: readonly Item[] = [
    ...(contact.blocked
      ? []
      : [{ deed: 'call', text: t('callName', { name: shownName }), icon: Phone } as const]),
    ...(contact.consent === 'none' && !contact.blocked
      ? [{ deed: 'ask', text: t('menuAskAgain'), icon: UserPlus } as const]
      : []),
    contact.favourite
      ? { deed: 'unfavourite', text: t('menuUnfavourite'), icon: StarOff }
      : { deed: 'favourite', text: t('menuFavourite'), icon: Star },
    { deed: 'nickname', text: t('menuNickname'), icon: Pencil },
    { deed: 'safety', text: t('menuSafety'), icon: ShieldCheck },
  ]
  const dangers: readonly Item[] = [
    contact.blocked
      ? { deed: 'unblock', text: t('menuUnblock'), icon: Ban }
      : { deed: 'block', text: t('menuBlock'), icon: Ban, tone: 'danger' },
    { deed: 'remove', text: t('menuRemove'), icon: Trash2, tone: 'danger' },
  ]
  return (
    <MenuTrigger>
      <IconButton icon={EllipsisVertical} label={t('more', { name: shownName })} />
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label={t('more', { name: shownName })}
          onAction={(key) => onDeed(key as ContactDeed, contact)}
        >
          {items.map(toMenuItem)}
          <Separator className="menu-line" />
          {dangers.map(toMenuItem)}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const toMenuItem = ({ deed, text, icon: Icon, tone }: Item) => (
  <MenuItem key={deed} id={deed} className="menu-item" textValue={text} data-tone={tone}>
    <Icon size={16} aria-hidden />
    {text}
  </MenuItem>
)
