import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { ContactView } from '../../../shared/model/contact.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { Field } from '../../app/ui/field.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'

interface NicknameDialogProps {
  readonly contact: ContactView
  readonly onClose: () => void
}

export function NicknameDialog({ contact, onClose }: NicknameDialogProps) {
  const t = useTranslations()
  const { contacts } = useHost()
  const deed = useDeed()
  const [nickname, setNickname] = useState(contact.nickname)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await deed.run(contacts.update(contact.name, { nickname: nickname.trim() }))) onClose()
  }
  return (
    <Dialog title={t('people.nicknameHeading', { name: contact.name })} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <Field
          label={t('people.nickname')}
          hint={t('people.nicknameHint')}
          value={nickname}
          onChange={setNickname}
          maxLength={64}
          autoFocus
        />
        {deed.error && <ErrorNotice error={deed.error} />}
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('people.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
