import { useTranslations } from 'use-intl'
import type { Host } from '../../../shared/host.ts'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import type { UpdateNews } from './use-update-news.ts'

interface UpdateNoticeProps {
  readonly news: UpdateNews
  readonly updates: NonNullable<Host['updates']>
  readonly onClose: () => void
}

/** Asks before a new version is downloaded, and before the restart that it takes. */
export function UpdateNotice({ news, updates, onClose }: UpdateNoticeProps) {
  const t = useTranslations('preferences.updates')
  const deed = useDeed()
  if (deed.error) return <ErrorNotice error={deed.error} tone="warning" onClose={deed.forget} />
  const isReady = news.status === 'ready'
  const next = (
    <Button size="small" onPress={() => void deed.run(isReady ? updates.restart() : updates.download())}>
      {isReady ? t('restart') : t('download')}
    </Button>
  )
  return (
    <Notice
      role="status"
      title={t(news.status, { version: news.version })}
      buttons={next}
      onClose={onClose}
    />
  )
}
