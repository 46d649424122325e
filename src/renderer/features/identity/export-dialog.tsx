import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../../shared/host.ts'
import type { UserName } from '../../../shared/ids.ts'
import { normalisePassphrase, passphraseStrength } from '../../../shared/identity/passphrase.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { NewPassphrase } from './new-passphrase.tsx'

interface ExportDialogProps {
  readonly name: UserName
  readonly files: NonNullable<Host['account']['identityFile']>
  readonly onSaved: (file: string) => void
  readonly onClose: () => void
}

/** Seals the identity with a passphrase and lets the person choose where the file goes. */
export function ExportDialog({ name, files, onSaved, onClose }: ExportDialogProps) {
  const t = useTranslations()
  const [error, setError] = useState<AppError | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isDifferent, setDifferent] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const strength = passphraseStrength(passphrase)
  const isStrong = strength === 'fair' || strength === 'good'

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy || !isStrong) return
    if (normalisePassphrase(passphrase) !== normalisePassphrase(again)) return setDifferent(true)
    setBusy(true)
    const saved = await files.save(passphrase)
    setBusy(false)
    setError(saved.ok ? null : saved.error)
    // Null: the person thought better of it, and may choose another place.
    if (saved.ok && saved.value !== null) onSaved(saved.value)
  }

  return (
    <Dialog title={t('preferences.identity.exportHeading')} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <p className="quiet">{t('preferences.identity.exportText', { name })}</p>
        <NewPassphrase
          passphrase={passphrase}
          again={again}
          strength={strength}
          isDifferent={isDifferent}
          onPassphrase={setPassphrase}
          onAgain={(text) => {
            setAgain(text)
            setDifferent(false)
          }}
        />
        {error && <ErrorNotice error={error} />}
        <p className="settings-outcome small quiet" role="status">
          {isBusy && t('preferences.identity.saving')}
        </p>
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="primary" isBusy={isBusy} isDisabled={!isStrong}>
            {t('preferences.identity.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
