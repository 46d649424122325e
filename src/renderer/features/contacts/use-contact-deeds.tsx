import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { assertNever } from '../../../shared/result.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import { ConfirmDialog } from '../../app/ui/dialog.tsx'
import { useDeed, type Deed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'
import { NicknameDialog } from './nickname-dialog.tsx'
import { SafetyDialog } from './safety-dialog.tsx'
import { shownNameOf, useContact } from './use-contacts.ts'

export type ContactDeed =
  | 'call'
  | 'ask'
  | 'favourite'
  | 'unfavourite'
  | 'nickname'
  | 'safety'
  | 'block'
  | 'unblock'
  | 'remove'
  | 'trust'
export type ContactDialog = Extract<ContactDeed, 'nickname' | 'safety' | 'remove' | 'trust'>

export interface ContactDeeds extends Deed {
  start(deed: ContactDeed, contact: ContactView): void
  /** The dialog that a deed opened, to be drawn somewhere. */
  readonly dialog: ReactNode
}

/** Carries out what a menu, a button or a dialog asks for a contact. */
export function useContactDeeds(onCall: (contact: ContactView) => void): ContactDeeds {
  const { contacts } = useHost()
  const deed = useDeed()
  const [open, setOpen] = useState<{ dialog: ContactDialog; contact: ContactView } | null>(null)

  const start = (what: ContactDeed, contact: ContactView): void => {
    const { name } = contact
    switch (what) {
      case 'call':
        return onCall(contact)
      case 'ask':
        return void deed.run(contacts.add(name))
      case 'favourite':
      case 'unfavourite':
        return void deed.run(contacts.update(name, { favourite: what === 'favourite' }))
      case 'block':
      case 'unblock':
        return void deed.run(contacts.setBlocked(name, what === 'block'))
      case 'nickname':
      case 'safety':
      case 'remove':
      case 'trust':
        return setOpen({ dialog: what, contact })
      default:
        return assertNever(what)
    }
  }

  const dialog = open && (
    <OpenDialog dialog={open.dialog} before={open.contact} onClose={() => setOpen(null)} />
  )
  return { ...deed, start, dialog }
}

interface OpenDialogProps {
  readonly dialog: ContactDialog
  /** The contact as it was when the dialog was opened; the present one may be gone. */
  readonly before: ContactView
  readonly onClose: () => void
}

function OpenDialog({ dialog, before, onClose }: OpenDialogProps) {
  const t = useTranslations()
  const { contacts } = useHost()
  const contact = useContact(before.name) ?? before
  const name = shownNameOf(contact)
  switch (dialog) {
    case 'nickname':
      return <NicknameDialog contact={contact} onClose={onClose} />
    case 'safety':
      // Another key has another number.
      return <SafetyDialog key={contact.publicKey} contact={contact} onClose={onClose} />
    case 'remove':
      return (
        <ConfirmDialog
          title={t('people.removeHeading', { name })}
          text={t('people.removeText')}
          confirm={t('people.remove')}
          deed={() => contacts.remove(contact.name)}
          onClose={onClose}
        />
      )
    case 'trust':
      return (
        <ConfirmDialog
          title={t('person.trustHeading', { name })}
          text={t('person.trustText', { name })}
          confirm={t('person.trust')}
          deed={() => contacts.trustKey(contact.name)}
          onClose={onClose}
        />
      )
    default:
      return assertNever(dialog)
  }
}
