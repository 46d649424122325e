import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { Field } from '../../app/ui/field.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'

interface AddContactDialogProps {
  /** What was typed elsewhere already. */
  readonly startName: string
  readonly onClose: () => void
}

export function AddContactDialog({ startName, onClose }: AddContactDialogProps) {
  const t = useTranslations()
  const { contacts } = useHost()
  const deed = useDeed()
  const [name, setName] = useState(startName)
  const [isPending, setPending] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    const isDone = await deed.run(contacts.add(name))
    setPending(false)
    if (isDone) onClose()
  }
  const { error } = deed
  return (
    <Dialog title={t('people.addHeading')} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('people.addName')}
          hint={t('people.addHint')}
          value={name}
          onChange={(text) => {
            setName(text)
            deed.forget()
          }}
          error={error && `${t(`errors.${error.code}.title`)}. ${t(`errors.${error.code}.action`)}`}
          autoComplete="off"
          autoFocus
        />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="primary" isBusy={isPending} isDisabled={name.trim() === ''}>
            {t('people.addSend')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
