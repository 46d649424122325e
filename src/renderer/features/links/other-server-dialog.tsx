import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import type { UserName } from '../../../shared/ids.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'

interface OtherServerDialogProps {
  readonly name: UserName
  /** The origin that the link names. */
  readonly server: string
  readonly account: Account
  readonly onClose: () => void
}

/** Explains why a link leads nowhere from here, and what can be done. */
export function OtherServerDialog({ name, server, account, onClose }: OtherServerDialogProps) {
  const t = useTranslations()
  return (
    <Dialog title={t('links.elsewhereHeading', { name })} role="alertdialog" onClose={onClose}>
      <dl className="link-servers">
        <div>
          <dt>{name}</dt>
          <dd>{new URL(server).host}</dd>
        </div>
        <div>
          <dt>{t('links.you', { name: account.name })}</dt>
          <dd>{new URL(account.server).host}</dd>
        </div>
      </dl>
      <p>{t('links.elsewhereText')}</p>
      <ul className="link-ways">
        <li>{t('links.elsewhereInvite', { name })}</li>
        <li>
          {t('links.elsewhereProfile')} <code className="mono small">tincan --profile DIR</code>
        </li>
      </ul>
      <div className="dialog-buttons">
        <Button autoFocus variant="primary" onPress={onClose}>
          {t('app.close')}
        </Button>
      </div>
    </Dialog>
  )
}
