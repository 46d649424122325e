import { ShieldCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../../shared/host.ts'
import { Notice } from '../../../app/ui/notice.tsx'
import { Part } from '../part.tsx'
import { KeyText } from './key-text.tsx'

/** Name, server and key. */
export function You({ account }: { readonly account: Account }) {
  const t = useTranslations()
  return (
    <Part title={t('settings.you')}>
      <dl className="settings-facts">
        <div>
          <dt>{t('settings.name')}</dt>
          <dd>{account.name}</dd>
        </div>
        <div>
          <dt>{t('settings.server')}</dt>
          <dd>{account.server}</dd>
        </div>
        <div>
          <dt>{t('settings.key')}</dt>
          <dd>
            <KeyText publicKey={account.publicKey} />
            <span className="field-hint">{t('settings.keyHint')}</span>
          </dd>
        </div>
      </dl>
      {account.protection === 'none' && (
        <Notice tone="warning" title={t('settings.unprotected')}>
          <p>{t('settings.unprotectedHint')}</p>
        </Notice>
      )}
      <div className="settings-note">
        <ShieldCheck size={18} aria-hidden />
        <p>{t('preferences.account.safetyText')}</p>
      </div>
    </Part>
  )
}
