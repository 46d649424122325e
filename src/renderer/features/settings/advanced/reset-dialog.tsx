import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Outcome } from '../../../../shared/host.ts'
import { isSameName, UserName } from '../../../../shared/ids.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Dialog } from '../../../app/ui/dialog.tsx'
import { Field } from '../../../app/ui/field.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { useDeed } from '../../../app/ui/use-deed.ts'

interface ResetDialogProps {
  readonly reset: () => Outcome
  readonly name: UserName
  readonly onClose: () => void
}

/** Asks for the own name, because what comes cannot be taken back. */
export function ResetDialog({ reset, name, onClose }: ResetDialogProps) {
  const t = useTranslations()
  const deed = useDeed()
  const [typed, setTyped] = useState('')
  const [isBusy, setBusy] = useState(false)
  const parsed = UserName.safeParse(typed)
  const isConfirmed = parsed.success && isSameName(parsed.data, name)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isConfirmed || isBusy) return
    setBusy(true)
    // When it is done, this page is gone.
    await deed.run(reset())
    setBusy(false)
  }
  return (
    <Dialog title={t('preferences.advanced.resetTitle')} role="alertdialog" onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('preferences.advanced.resetText', { name })}</p>
        <Field
          label={t('preferences.advanced.resetType', { name })}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoFocus
        />
        {deed.error && <ErrorNotice error={deed.error} />}
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="danger" isBusy={isBusy} isDisabled={!isConfirmed}>
            {t('preferences.advanced.resetConfirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
