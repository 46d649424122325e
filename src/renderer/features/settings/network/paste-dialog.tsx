import { useDeferredValue, useMemo, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { importIceServers } from '../../../../shared/ice/import.ts'
import type { ImportedServer } from '../../../../shared/ice/import-entry.ts'
import { IceServerId } from '../../../../shared/ids.ts'
import {
  ICE_SECRET_LENGTH,
  ICE_USERNAME_LENGTH,
  type IceServerDraft,
} from '../../../../shared/model/ice-server.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Dialog } from '../../../app/ui/dialog.tsx'
import { Field } from '../../../app/ui/field.tsx'
import { useDeed } from '../../../app/ui/use-deed.ts'
import { PasteField } from './paste-field.tsx'
import { ImportPreview, needsLogin } from './import-preview.tsx'
import { SaveError } from './save-error.tsx'
import { merged } from './server-edits.ts'
import type { EditServers } from './use-server-list.ts'

interface PasteDialogProps {
  readonly edit: EditServers
  readonly onAdded: () => void
  readonly onClose: () => void
}

/** Takes servers from whatever a person was given, after showing what was understood. */
export function PasteDialog({ edit, onAdded, onClose }: PasteDialogProps) {
  const t = useTranslations('network')
  const app = useTranslations('app')
  const deed = useDeed()
  const [text, setText] = useState('')
  const [username, setUsername] = useState('')
  const [secret, setSecret] = useState('')
  const read = useDeferredValue(text)
  const result = useMemo(() => importIceServers(read), [read])
  const { understood } = result
  const lacksLogin = understood.some(needsLogin)
  const isComplete = !lacksLogin || (username.trim() !== '' && secret !== '')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (understood.length === 0 || !isComplete) return
    const login = { username: username.trim(), secret }
    const rows = understood.map((server) => toDraft(server, login))
    if (!(await deed.run(edit((drafts) => merged(drafts, rows))))) return
    onAdded()
    onClose()
  }

  return (
    <Dialog title={t('paste.heading')} onClose={onClose}>
      <form className="dialog-form" noValidate onSubmit={(event) => void submit(event)}>
        <PasteField label={t('paste.field')} hint={t('paste.hint')} value={text} onChange={setText} />
        {read.trim() !== '' && <ImportPreview result={result} />}
        {lacksLogin && (
          <fieldset className="paste-login">
            <legend className="field-label">{t('paste.loginHeading')}</legend>
            <Field
              label={t('form.username')}
              value={username}
              onChange={setUsername}
              maxLength={ICE_USERNAME_LENGTH}
              autoComplete="off"
              spellCheck="false"
            />
            <Field
              label={t('form.secret')}
              type="password"
              value={secret}
              onChange={setSecret}
              maxLength={ICE_SECRET_LENGTH}
              autoComplete="new-password"
            />
          </fieldset>
        )}
        {deed.error && <SaveError error={deed.error} />}
        <div className="dialog-buttons">
          <Button onPress={onClose}>{app('cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={understood.length === 0 || !isComplete}>
            {understood.length === 0 ? t('form.saveAdd') : t('paste.add', { count: understood.length })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function toDraft(
  server: ImportedServer,
  login: { readonly username: string; readonly secret: string },
): IceServerDraft {
  const { uri, username, secret } = server
  const id = IceServerId.parse(crypto.randomUUID())
  return {
    id,
    uri,
    enabled: true,
    // A user name without a secret stays, as services name people differently for each server.
    ...(needsLogin(server)
      ? { ...login, username: username || login.username }
      : { username, secret: secret ?? '' }),
  }
}
