import { ClipboardCopy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallLog } from '../../../shared/model/call-log.ts'
import { callReport } from '../../../shared/model/call-report.ts'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useHost } from '../../host/host-provider.tsx'
import type { AppError } from '../../../shared/errors.ts'
import { useShownName } from '../contacts/use-contacts.ts'
import { formatOffset } from './format-offset.ts'
import { CallTime, HistoryOutcome } from './history-line.tsx'
import { TimelineEvent } from './timeline-event.tsx'
import './timeline.css'

type Loaded =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly log: CallLog | null }
  | { readonly status: 'failed'; readonly error: AppError }

interface CallTimelineProps {
  readonly entry: HistoryEntry
  readonly onClose: () => void
}

/** What happened in a call, step by step, from its black box. */
export function CallTimeline({ entry, onClose }: CallTimelineProps) {
  const t = useTranslations('quality.timeline')
  const host = useHost()
  const name = useShownName()(entry.peer)
  const [loaded, setLoaded] = useState<Loaded>({ status: 'loading' })
  useEffect(() => {
    let isCurrent = true
    void host.history.log(entry.callId).then((log) => {
      if (!isCurrent) return
      setLoaded(log.ok ? { status: 'loaded', log: log.value } : { status: 'failed', error: log.error })
    })
    return () => {
      isCurrent = false
    }
  }, [host, entry.callId])
  const log = loaded.status === 'loaded' ? loaded.log : null
  return (
    <Dialog title={t('heading', { name })} size="large" onClose={onClose}>
      <p className="timeline-facts">
        <HistoryOutcome entry={entry} />
        <CallTime at={entry.startedAt} isFull />
      </p>
      {loaded.status === 'failed' && <ErrorNotice error={loaded.error} />}
      {loaded.status === 'loaded' && log === null && <p className="quiet">{t('none')}</p>}
      {log !== null && (
        <>
          <ol className="timeline" aria-label={t('list')}>
            {log.map(({ atMs, event }, index) => (
              // A log is never reordered.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="timeline-entry" data-kind={event.kind}>
                <span className="timeline-time">{formatOffset(atMs)}</span>
                <TimelineEvent event={event} name={name} />
              </li>
            ))}
          </ol>
          <CopyReport text={() => callReport(entry, log, host.version)} />
        </>
      )}
    </Dialog>
  )
}

function CopyReport({ text }: { readonly text: () => string }) {
  const t = useTranslations('quality.timeline')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('copied')
    } catch {
      setOutcome('copyFailed')
    }
  }
  return (
    <div className="timeline-foot">
      <Button icon={ClipboardCopy} onPress={() => void copy()}>
        {t('copy')}
      </Button>
      <p className="field-hint" role="status">
        {t(outcome ?? 'hint')}
      </p>
    </div>
  )
}
