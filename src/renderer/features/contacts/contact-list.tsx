import { BadgeCheck, Phone, Star, TriangleAlert } from 'lucide-react'
import { GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isSameName, type UserName } from '../../../shared/ids.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { IconButton } from '../../app/ui/button.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { ContactMenu } from './contact-menu.tsx'
import type { ContactDeed } from './use-contact-deeds.tsx'
import { shownNameOf, type ContactGroup, type ContactGroups } from './use-contacts.ts'

interface ContactListProps {
  readonly groups: ContactGroups
  readonly selected: UserName | null
  readonly onOpen: (contact: ContactView) => void
  readonly onDeed: (deed: ContactDeed, contact: ContactView) => void
}

/** Requests have a place of their own above; see contact-requests.tsx. */
const ORDER: readonly ContactGroup[] = ['favourites', 'others', 'pending', 'blocked']

export function ContactList({ groups, selected, onOpen, onDeed }: ContactListProps) {
  const t = useTranslations('people')
  const shown = ORDER.filter((group) => groups[group].length > 0)
  // A single group of ordinary contacts needs no title.
  const isPlain = shown.length === 1 && shown[0] === 'others'
  return (
    <GridList
      className="contact-list"
      aria-label={t('list')}
      onAction={(key) => {
        const contact = Object.values(groups)
          .flat()
          .find(({ name }) => name === key)
        if (contact) onOpen(contact)
      }}
    >
      {shown.map((group) => (
        <GridListSection key={group} id={group} className="contact-section" aria-label={t(group)}>
          {!isPlain && <GridListHeader className="section-title contact-header">{t(group)}</GridListHeader>}
          {groups[group].map((contact) => (
            <ContactRow
              key={contact.name}
              contact={contact}
              isCurrent={selected !== null && isSameName(selected, contact.name)}
              onDeed={onDeed}
            />
          ))}
        </GridListSection>
      ))}
    </GridList>
  )
}

interface ContactRowProps {
  readonly contact: ContactView
  readonly isCurrent: boolean
  readonly onDeed: (deed: ContactDeed, contact: ContactView) => void
}

function ContactRow({ contact, isCurrent, onDeed }: ContactRowProps) {
  const t = useTranslations('people')
  const shownName = shownNameOf(contact)
  const text = useContactText(contact)
  const isConnected = useHostState('connection').status === 'online'
  const isPresenceKnown = isConnected && !contact.blocked && contact.consent === 'mutual'
  return (
    <GridListItem
      id={contact.name}
      className="contact-row"
      data-current={isCurrent}
      textValue={[shownName, text].join(', ')}
    >
      <Avatar name={contact.name} shownName={shownName} online={isPresenceKnown ? contact.online : null} />
      <span className="contact-text">
        <span className="contact-name">
          <span className="ellipsis">{shownName}</span>
          {contact.favourite && <Star size={13} className="contact-star" aria-label={t('favourite')} />}
          {contact.verified && <BadgeCheck size={14} className="contact-star" aria-label={t('verified')} />}
        </span>
        <span className="contact-state ellipsis" data-tone={contact.offeredKey ? 'warning' : undefined}>
          {contact.offeredKey && <TriangleAlert size={13} aria-hidden />}
          {text}
        </span>
      </span>
      {!contact.blocked && (
        <IconButton
          icon={Phone}
          tone="accent"
          label={t('callName', { name: shownName })}
          onPress={() => onDeed('call', contact)}
        />
      )}
      <ContactMenu contact={contact} onDeed={onDeed} />
    </GridListItem>
  )
}

/** One line on where it stands with this person. */
export function useContactText(contact: ContactView): string {
  const t = useTranslations('people')
  const isConnected = useHostState('connection').status === 'online'
  const state = ((): string => {
    if (contact.blocked) return t('blocked')
    if (contact.offeredKey !== null) return t('keyChanged')
    if (contact.consent === 'outgoing') return t('pendingHint')
    if (contact.consent !== 'mutual') return t('noConsent')
    if (!isConnected || contact.online === null) return t('unknown')
    return t(contact.online ? 'online' : 'offline')
  })()
  return contact.nickname === '' ? state : `${contact.name} · ${state}`
}
