import { useTranslations } from 'use-intl'
import type { KeyStatus, TalkKey } from '../../../../shared/model/shortcut.ts'
import { assertNever } from '../../../../shared/result.ts'
import { Notice } from '../../../app/ui/notice.tsx'
import { useHost } from '../../../host/host-provider.tsx'

interface TalkNewsProps {
  readonly talkKey: TalkKey
  /** Whether the key is held to be heard, and not to be silent. */
  readonly isTalking: boolean
  /** Null in a browser, or while nobody knows. */
  readonly status: KeyStatus | null
}

/** Whether the key is heard, and what else there is where it is not. */
export function TalkNews({ talkKey, isTalking, status }: TalkNewsProps) {
  const t = useTranslations('shortcuts.talk')
  const { shell } = useHost()
  if (talkKey.kind === 'none') {
    return (
      <Notice tone={isTalking ? 'warning' : 'info'} title={t(isTalking ? 'noKey' : 'noKeyMute')}>
        {shell !== null && <Commands />}
      </Notice>
    )
  }
  if (shell === null) return <p className="field-hint">{t('windowOnly')}</p>
  if (status === null) return null
  switch (status.talk) {
    case 'off':
      return null
    case 'starting':
      return (
        <p className="field-hint" role="status">
          {t('starting')}
        </p>
      )
    case 'heard': {
      const keys = status.assigned.talk
      return (
        <p className="field-hint" role="status">
          {status.by === 'portal' && keys ? t('heardPortal', { keys }) : t('heard')}
        </p>
      )
    }
    case 'not-permitted':
      return (
        <Notice tone="warning" role="status" title={t('notPermitted')}>
          <p>{t('notPermittedText')}</p>
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="warning" role="status" title={t('failed')}>
          <Commands />
        </Notice>
      )
    default:
      return assertNever(status.talk)
  }
}

/** What a shortcut of the desktop itself can run instead. */
function Commands() {
  const t = useTranslations('shortcuts.talk')
  return (
    <>
      <p>{t('commands')}</p>
      <code className="command-line mono">tincan ptt down</code>
      <code className="command-line mono">tincan ptt up</code>
      <code className="command-line mono">tincan ptt toggle</code>
    </>
  )
}
