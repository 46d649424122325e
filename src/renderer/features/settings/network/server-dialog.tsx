import { useRef, useState, type FormEvent, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../../shared/host.ts'
import { formatIceUri, parseIceUri } from '../../../../shared/ice/uri.ts'
import { IceServerId } from '../../../../shared/ids.ts'
import {
  ICE_SECRET_LENGTH,
  ICE_URI_LENGTH,
  ICE_USERNAME_LENGTH,
  type IceServerDraft,
  type IceServerView,
} from '../../../../shared/model/ice-server.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Dialog } from '../../../app/ui/dialog.tsx'
import { Field } from '../../../app/ui/field.tsx'
import { Notice } from '../../../app/ui/notice.tsx'
import { SaveError } from './save-error.tsx'
import { toServerFault, type ServerFault } from './server-fault.ts'
import { useMeaning } from './server-text.ts'
import { put } from './server-edits.ts'
import type { EditServers } from './use-server-list.ts'

interface ServerDialogProps {
  /** The row to edit; null adds one. */
  readonly server: IceServerView | null
  readonly protection: Account['protection']
  readonly edit: EditServers
  readonly onSaved: (id: IceServerId) => void
  readonly onClose: () => void
}

type FieldName = 'uri' | 'username' | 'secret'

/** The field at which a fault stands; null for one of the whole list. */
function fieldOf(fault: ServerFault): FieldName | null {
  switch (fault) {
    case 'username-missing':
    case 'username-too-long':
      return 'username'
    case 'secret-missing':
    case 'secret-too-long':
      return 'secret'
    case 'too-many':
      return null
    default:
      return 'uri'
  }
}

const useInput = (): RefObject<HTMLInputElement | null> => useRef<HTMLInputElement>(null)

/** Adds a server or changes one. The host decides whether it can be kept, and the fault stands at its field. */
export function ServerDialog({ server, protection, edit, onSaved, onClose }: ServerDialogProps) {
  const t = useTranslations('network')
  const app = useTranslations('app')
  const meaning = useMeaning()
  const [uri, setUri] = useState(server?.uri ?? '')
  const [username, setUsername] = useState(server?.username ?? '')
  const [secret, setSecret] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const fault = toServerFault(error)
  const fields = { uri: useInput(), username: useInput(), secret: useInput() }
  const isStun = /^\s*stuns?:/i.test(uri)
  const keepsSecret = server?.hasSecret === true && !isStun

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const parsed = parseIceUri(uri)
    const row: IceServerDraft = {
      id: server?.id ?? IceServerId.parse(crypto.randomUUID()),
      uri: parsed.ok ? formatIceUri(parsed.value) : uri,
      username: isStun ? '' : username.trim(),
      enabled: server?.enabled ?? true,
      ...(isStun ? { secret: '' } : (secret !== '' || !keepsSecret) && { secret }),
    }
    const saved = await edit((drafts) => put(drafts, row))
    if (!saved.ok) return refuse(saved.error)
    onSaved(row.id)
    onClose()
  }
  const refuse = (refusal: AppError): void => {
    setError(refusal)
    const wrong = toServerFault(refusal)
    const field = wrong === null ? null : fieldOf(wrong)
    if (field !== null) fields[field].current?.focus()
  }
  const errorOf = (field: FieldName): string | null =>
    fault !== null && fieldOf(fault) === field ? t(`uriFault.${fault}`) : null

  return (
    <Dialog title={t(server === null ? 'form.addHeading' : 'form.editHeading')} onClose={onClose}>
      <form className="dialog-form" noValidate onSubmit={(event) => void submit(event)}>
        <Field
          label={t('form.uri')}
          hint={meaning(uri) ?? t('form.uriHint')}
          value={uri}
          onChange={(text) => {
            setUri(text)
            setError(null)
          }}
          error={errorOf('uri')}
          inputRef={fields.uri}
          maxLength={ICE_URI_LENGTH}
          inputMode="url"
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
        {isStun ? (
          <p className="field-hint">{t('form.stunNoSecret')}</p>
        ) : (
          <>
            <Field
              label={t('form.username')}
              value={username}
              onChange={setUsername}
              error={errorOf('username')}
              inputRef={fields.username}
              maxLength={ICE_USERNAME_LENGTH}
              autoComplete="off"
              spellCheck="false"
            />
            <Field
              label={t('form.secret')}
              type="password"
              hint={secretHint()}
              value={secret}
              onChange={setSecret}
              error={errorOf('secret')}
              inputRef={fields.secret}
              maxLength={ICE_SECRET_LENGTH}
              // Not a password of this page, so that no browser offers one.
              autoComplete="new-password"
            />
            {protection === 'none' && <Notice tone="warning" title={t('form.secretUnprotected')} />}
          </>
        )}
        {error !== null && (fault === null || fieldOf(fault) === null) && <SaveError error={error} />}
        <div className="dialog-buttons">
          <Button onPress={onClose}>{app('cancel')}</Button>
          <Button type="submit" variant="primary">
            {t(server === null ? 'form.saveAdd' : 'form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )

  function secretHint(): string {
    if (keepsSecret) return t('form.secretKeep')
    if (protection === 'none') return ''
    return t(protection === 'os' ? 'form.secretKeychain' : 'form.secretBrowser')
  }
}
