import { FileInput } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../app/ui/button.tsx'
import { Field } from '../../app/ui/field.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useHost } from '../../host/host-provider.tsx'
import { ImportDialog } from '../identity/import-dialog.tsx'
import { ServerChoice } from './server-choice.tsx'
import { fieldOf, useRegistration, type RegistrationField } from './use-registration.ts'
import { Welcome } from './welcome.tsx'

interface FirstRunProps {
  readonly defaultServer: string
  readonly onDone: () => void
}

/** Name and server: what it takes to be called. */
export function FirstRun({ defaultServer, onDone }: FirstRunProps) {
  const t = useTranslations('firstRun')
  const identity = useTranslations('preferences.identity')
  const registration = useRegistration(defaultServer)
  const { error, progress } = registration
  const errorText = useErrorText()
  const { identityFile } = useHost().account
  const [isImporting, setImporting] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const serverInput = useRef<HTMLInputElement>(null)
  const inviteInput = useRef<HTMLInputElement>(null)
  const errorAt = (field: RegistrationField): string | null =>
    error !== null && fieldOf(error) === field ? errorText(error.code) : null

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (progress !== 'idle') return
    const verdict = await registration.submit()
    if (verdict.type === 'done') return onDone()
    const inputs = { name: nameInput, server: serverInput, invite: inviteInput }
    const field = verdict.type === 'invite' ? 'invite' : fieldOf(verdict.error)
    // After the fields have been drawn with what went wrong, or with the invite code.
    requestAnimationFrame(() => field !== null && inputs[field].current?.focus())
  }

  return (
    <Welcome>
      <form className="first-run-form" onSubmit={(event) => void submit(event)} noValidate>
        <div>
          <h1 className="first-run-title" id="main-heading" tabIndex={-1}>
            {t('heading')}
          </h1>
          <p className="quiet">{t('lead')}</p>
        </div>
        <Field
          label={t('name')}
          hint={t('nameHint')}
          value={registration.name}
          onChange={registration.setName}
          error={errorAt('name')}
          inputRef={nameInput}
          autoComplete="username"
          autoFocus
          isRequired
        />
        <ServerChoice registration={registration} error={errorAt('server')} inputRef={serverInput} />
        {registration.needsInvite && (
          <Field
            label={t('inviteCode')}
            hint={t('inviteHint')}
            value={registration.inviteCode}
            onChange={registration.setInviteCode}
            error={errorAt('invite')}
            inputRef={inviteInput}
            autoComplete="off"
          />
        )}
        {error !== null && (fieldOf(error) === null || isHidden(error, registration.place)) && (
          <ErrorNotice error={error} />
        )}
        <div className="first-run-buttons">
          <p className="small quiet" role="status">
            {progress === 'asking' && t('asking')}
            {progress === 'registering' && t('registering', { name: registration.name.trim() })}
          </p>
          <Button type="submit" variant="primary" size="large" isBusy={progress !== 'idle'}>
            {t('continue')}
          </Button>
        </div>
        {identityFile !== null && (
          <Button variant="quiet" icon={FileInput} onPress={() => setImporting(true)}>
            {identity('firstRun')}
          </Button>
        )}
      </form>
      {isImporting && identityFile !== null && (
        <ImportDialog files={identityFile} onTaken={onDone} onClose={() => setImporting(false)} />
      )}
    </Welcome>
  )
}

/** The address field is not drawn for the server of this computer, whose errors need a place all the same. */
const isHidden = (error: Parameters<typeof fieldOf>[0], place: 'here' | 'address'): boolean =>
  place === 'here' && fieldOf(error) === 'server'

function useErrorText(): (code: Parameters<typeof fieldOf>[0]['code']) => string {
  const t = useTranslations('errors')
  return (code) => `${t(`${code}.title`)}. ${t(`${code}.action`)}`
}
