import { useTranslations } from 'use-intl'
import type { UnheardCause } from '../../../shared/quality/sample.ts'
import { Notice } from '../../app/ui/notice.tsx'

/** I talk and nobody receives it: that must be said before the sentence is over. */
export function UnheardNotice({ cause, name }: { readonly cause: UnheardCause; readonly name: string }) {
  const t = useTranslations('quality.unheard')
  return (
    <Notice tone="danger" role="alert" title={t('title', { name })}>
      <p>{t(cause)}</p>
    </Notice>
  )
}
