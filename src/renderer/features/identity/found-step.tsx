import { useTranslations } from 'use-intl'
import type { AppError } from '../../../shared/errors.ts'
import type { FoundIdentity } from '../../../shared/model/computer.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { KeyText } from '../settings/account/key-text.tsx'

interface FoundStepProps {
  readonly identity: FoundIdentity
  readonly error: AppError | null
  readonly isBusy: boolean
  readonly onTake: () => void
  readonly onClose: () => void
}

/** Who is in the file, and what becomes of the identity that is here. */
export function FoundStep({ identity, error, isBusy, onTake, onClose }: FoundStepProps) {
  const t = useTranslations()
  const { name, server, publicKey, replaces } = identity
  const isReplacing = replaces === 'another'
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('preferences.identity.found', { name })}
      </p>
      <div className="found">
        <Avatar name={name} />
        <div className="found-text">
          <p className="found-name">{name}</p>
          <p className="small quiet">{server}</p>
        </div>
        <p className="found-key">
          <KeyText publicKey={publicKey} />
        </p>
      </div>
      {replaces === 'same' && <Notice title={t('preferences.identity.same')} />}
      {isReplacing && (
        <Notice tone="danger" title={t('preferences.identity.replaceTitle')}>
          <p>{t('preferences.identity.replaceText')}</p>
        </Notice>
      )}
      {error && <ErrorNotice error={error} />}
      <div className="dialog-buttons">
        <Button autoFocus onPress={onClose}>
          {t('app.cancel')}
        </Button>
        <Button variant={isReplacing ? 'danger' : 'primary'} isBusy={isBusy} onPress={onTake}>
          {t(`preferences.identity.${isReplacing ? 'replace' : 'take'}`)}
        </Button>
      </div>
    </>
  )
}
