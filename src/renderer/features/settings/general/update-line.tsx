import { Label, ProgressBar } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import type { UpdateState } from '../../../../shared/model/update.ts'
import { assertNever } from '../../../../shared/result.ts'
import { ErrorNotice } from '../../../app/ui/notice.tsx'

/** Where it is with the next version. */
export function UpdateLine({ state }: { readonly state: UpdateState }) {
  const text = useUpdateText()
  if (state.status === 'failed') return <ErrorNotice error={state.error} tone="warning" />
  if (state.status !== 'downloading') return <p role="status">{text(state)}</p>
  return (
    // Not a live region: it would be read at every per cent.
    <ProgressBar className="progress" value={state.share} minValue={0} maxValue={1}>
      <Label>{text(state)}</Label>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${state.share * 100}%` }} />
      </div>
    </ProgressBar>
  )
}

const REASONS = { 'package-manager': 'packageManager', portable: 'portable', 'no-feed': 'noFeed' } as const

function useUpdateText(): (state: Exclude<UpdateState, { status: 'failed' }>) => string {
  const t = useTranslations('preferences.updates')
  const format = useFormatter()
  return (state) => {
    switch (state.status) {
      case 'unavailable':
        return t(REASONS[state.reason])
      case 'idle': {
        if (state.checkedAt === null) return t('idle')
        const time = format.dateTime(state.checkedAt, { dateStyle: 'medium', timeStyle: 'short' })
        return t('checked', { time })
      }
      case 'checking':
        return t('checking')
      case 'available':
      case 'ready':
        return t(state.status, { version: state.version })
      case 'downloading':
        return t('downloading', { version: state.version, share: state.share })
      default:
        return assertNever(state)
    }
  }
}
