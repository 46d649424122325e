import { useTranslations } from 'use-intl'
import type { Connection } from '../../../shared/host.ts'
import { useCalls } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useNow } from '../../app/use-now.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { UpdateNotice } from './update-notice.tsx'
import { useUpdateNews } from './use-update-news.ts'
import './status.css'

/** What a person should know about the server, the storage and new versions, for as long as it holds. */
export function StatusNotices() {
  const t = useTranslations('status')
  const host = useHost()
  const connection = useHostState('connection')
  const warnings = useHostState('warnings')
  const { news, putAside } = useUpdateNews()
  const isBad =
    connection.status === 'refused' || (connection.status === 'offline' && connection.error !== null)
  if (!isBad && warnings.length === 0 && news === null) return null
  return (
    <section className="status-notices" aria-label={t('region')}>
      <ConnectionNotice connection={connection} />
      {warnings.map(({ id, error }) => (
        <ErrorNotice key={id} tone="warning" error={error} onClose={() => void host.warnings.dismiss(id)} />
      ))}
      {news !== null && host.updates !== null && (
        <UpdateNotice news={news} updates={host.updates} onClose={putAside} />
      )}
    </section>
  )
}

function ConnectionNotice({ connection }: { readonly connection: Connection }) {
  const t = useTranslations()
  const host = useHost()
  const { calls } = useCalls()
  const retryAt = connection.status === 'offline' ? connection.retryAt : null
  const now = useNow(retryAt !== null)
  if (connection.status !== 'offline' && connection.status !== 'refused') return null
  if (connection.error === null) return null
  const isInCall = calls.some(({ call }) => call.phase === 'active')
  const tryNow = (
    <Button size="small" onPress={() => void host.account.reconnect()}>
      {t('status.tryNow')}
    </Button>
  )
  if (connection.status === 'refused') return <ErrorNotice error={connection.error} buttons={tryNow} />
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1_000))
  return (
    <Notice
      tone="warning"
      role="status"
      title={t(isInCall ? 'status.offlineInCall' : 'status.offlineTitle')}
      buttons={
        <>
          {tryNow}
          {/* Outside of the live region, or it would be read every second. */}
          {seconds > 0 && <span className="status-countdown">{t('status.retryIn', { seconds })}</span>}
        </>
      }
    >
      <p>
        {t(`errors.${connection.error.code}.title`)}. {t(`errors.${connection.error.code}.action`)}
      </p>
    </Notice>
  )
}
