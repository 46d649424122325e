import { UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PublicKey, UserName } from '../../../shared/ids.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'
import { useContact } from '../contacts/use-contacts.ts'
import { LinkPerson } from './link-person.tsx'

interface AddLinkDialogProps {
  readonly name: UserName
  /** The key that the link names for this person. */
  readonly linkKey: PublicKey | null
  readonly onClose: () => void
}

/** Asks whether the person of a link is to be asked to be a contact, and looks whether they have the key of the link. */
export function AddLinkDialog({ name, linkKey, onClose }: AddLinkDialogProps) {
  const t = useTranslations()
  const { contacts } = useHost()
  const deed = useDeed()
  const contact = useContact(name)
  const [progress, setProgress] = useState<'asking' | 'adding' | 'added'>('asking')
  const isOtherKey = contact !== null && linkKey !== null && contact.publicKey !== linkKey
  const isDone = progress === 'added' && contact !== null && !isOtherKey
  useEffect(() => {
    if (isDone) onClose()
  }, [isDone, onClose])
  const add = async (): Promise<void> => {
    setProgress('adding')
    setProgress((await deed.run(contacts.add(name))) ? 'added' : 'asking')
  }
  const remove = async (): Promise<void> => {
    if (await deed.run(contacts.remove(name))) onClose()
  }
  return (
    <Dialog title={t('links.addHeading', { name })} role="alertdialog" onClose={onClose}>
      <p className="quiet">{t('links.addText', { name })}</p>
      <LinkPerson name={name} />
      {isOtherKey && (
        <Notice tone="danger" role="alert" title={t('links.otherKeyTitle')}>
          <p>{t('links.otherKeyText', { name })}</p>
        </Notice>
      )}
      {deed.error && <ErrorNotice error={deed.error} />}
      <div className="dialog-buttons">
        <Button autoFocus onPress={onClose}>
          {t(isOtherKey ? 'links.keep' : 'app.cancel')}
        </Button>
        {isOtherKey ? (
          <Button variant="danger" onPress={() => void remove()}>
            {t('people.remove')}
          </Button>
        ) : (
          <Button variant="primary" icon={UserPlus} isBusy={progress === 'adding'} onPress={() => void add()}>
            {t('people.addSend')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
