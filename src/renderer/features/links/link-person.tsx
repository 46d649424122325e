import { useTranslations } from 'use-intl'
import type { UserName } from '../../../shared/ids.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { useContactText } from '../contacts/contact-list.tsx'
import { shownNameOf, useContact } from '../contacts/use-contacts.ts'
import './links.css'

/** Who a link is about, and whether I know them. */
export function LinkPerson({ name }: { readonly name: UserName }) {
  const t = useTranslations('incoming')
  const contact = useContact(name)
  const shownName = contact === null ? name : shownNameOf(contact)
  return (
    <div className="link-person">
      <Avatar name={name} shownName={shownName} />
      <div className="link-person-text">
        <p className="link-person-name">{shownName}</p>
        <p className="small quiet">{contact === null ? t('stranger') : <Standing contact={contact} />}</p>
      </div>
    </div>
  )
}

function Standing({ contact }: { readonly contact: ContactView }) {
  return useContactText(contact)
}
