import { FileKey2 } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { PASSPHRASE_MAX } from '../../../shared/identity/passphrase.ts'
import { Button } from '../../app/ui/button.tsx'
import { Field } from '../../app/ui/field.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { ShowTyped } from './show-typed.tsx'
import type { IdentityImport } from './use-import.ts'

interface UnlockFormProps {
  /** The name of the chosen file. */
  readonly file: string
  readonly importing: IdentityImport
  readonly onClose: () => void
}

/** Asks for the passphrase of the chosen file. */
export function UnlockForm({ file, importing, onClose }: UnlockFormProps) {
  const t = useTranslations()
  const { error, isBusy } = importing
  const input = useRef<HTMLInputElement>(null)
  const [passphrase, setPassphrase] = useState('')
  const [isShown, setShown] = useState(false)
  const isWrong = error?.code === 'identity-passphrase-wrong'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (passphrase === '') return
    await importing.unlock(passphrase)
    input.current?.select()
  }
  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
      <p className="chosen-file">
        <FileKey2 size={18} aria-hidden />
        {t('preferences.identity.chosen', { file })}
      </p>
      <div className="passphrase">
        <Field
          label={t('preferences.identity.passphrase')}
          type={isShown ? 'text' : 'password'}
          value={passphrase}
          onChange={(text) => {
            setPassphrase(text)
            importing.forgetError()
          }}
          error={isWrong ? `${t(`errors.${error.code}.title`)}. ${t(`errors.${error.code}.action`)}` : null}
          inputRef={input}
          maxLength={PASSPHRASE_MAX}
          autoComplete="current-password"
          autoFocus
        />
        <ShowTyped isShown={isShown} onChange={setShown} />
      </div>
      {error && !isWrong && <ErrorNotice error={error} />}
      <p className="settings-outcome small quiet" role="status">
        {isBusy && t('preferences.identity.unlocking')}
      </p>
      <div className="dialog-buttons">
        <Button onPress={onClose}>{t('app.cancel')}</Button>
        <Button onPress={() => void importing.choose()}>{t('preferences.identity.choose')}</Button>
        <Button type="submit" variant="primary" isBusy={isBusy} isDisabled={passphrase === ''}>
          {t('preferences.identity.unlock')}
        </Button>
      </div>
    </form>
  )
}
