import { useTranslations } from 'use-intl'
import { Notice } from '../../app/ui/notice.tsx'

/** What this call is, and how it goes. */
export function EchoContactNotice() {
  const t = useTranslations('rehearsal.echo')
  return (
    <Notice role="status" title={t('title')}>
      <p>{t('text')}</p>
    </Notice>
  )
}
