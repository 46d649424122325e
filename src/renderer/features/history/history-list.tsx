import { ChevronDown, Phone, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { UserName } from '../../../shared/ids.ts'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Button, IconButton } from '../../app/ui/button.tsx'
import { ConfirmDialog } from '../../app/ui/dialog.tsx'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { useShownName } from '../contacts/use-contacts.ts'
import { CallTime, HistoryOutcome, outcomeKey } from './history-line.tsx'
import { TimelineButton } from './timeline-button.tsx'
import './history.css'

interface HistoryListProps {
  readonly onCall: (name: UserName) => void
}

/** How many lines come at a time; a thousand at once would make the list slow to open. */
const PAGE = 100

export function HistoryList({ onCall }: HistoryListProps) {
  const t = useTranslations('history')
  const host = useHost()
  const history = useHostState('history')
  const [limit, setLimit] = useState(PAGE)
  const [isClearing, setClearing] = useState(false)
  const hasUnseen = history.some((entry) => !entry.seen)
  // Looking at the list is having seen the missed calls in it.
  useEffect(() => {
    if (hasUnseen) void host.history.markSeen()
  }, [hasUnseen, host])

  if (history.length === 0) {
    return (
      <div className="list-empty">
        <p className="list-empty-title">{t('empty')}</p>
        <p className="small quiet">{t('emptyHint')}</p>
      </div>
    )
  }
  return (
    <>
      <GridList
        className="contact-list"
        aria-label={t('list')}
        onAction={(key) => {
          const entry = history.find(({ callId }) => callId === key)
          if (entry) onCall(entry.peer)
        }}
      >
        {history.slice(0, limit).map((entry) => (
          <HistoryRow key={entry.callId} entry={entry} onCall={onCall} />
        ))}
      </GridList>
      {history.length > limit && (
        <Button variant="quiet" icon={ChevronDown} onPress={() => setLimit(limit + PAGE)}>
          {t('more')}
        </Button>
      )}
      <Button variant="quiet" icon={Trash2} onPress={() => setClearing(true)}>
        {t('clear')}
      </Button>
      {isClearing && (
        <ConfirmDialog
          title={t('clearHeading')}
          text={t('clearText', { count: history.length })}
          confirm={t('clearConfirm')}
          deed={() => host.history.clear()}
          onClose={() => setClearing(false)}
        />
      )}
    </>
  )
}

function HistoryRow({
  entry,
  onCall,
}: {
  readonly entry: HistoryEntry
  readonly onCall: HistoryListProps['onCall']
}) {
  const t = useTranslations('history')
  const name = useShownName()(entry.peer)
  return (
    <GridListItem
      id={entry.callId}
      className="contact-row"
      textValue={`${name}, ${t(`outcome.${outcomeKey(entry)}`)}`}
    >
      <Avatar name={entry.peer} shownName={name} />
      <span className="contact-text">
        <span className="history-head">
          <span className="contact-name ellipsis">{name}</span>
          <CallTime at={entry.startedAt} />
        </span>
        <HistoryOutcome entry={entry} />
      </span>
      <TimelineButton entry={entry} />
      <IconButton
        icon={Phone}
        tone="accent"
        label={t('callBack', { name })}
        onPress={() => onCall(entry.peer)}
      />
    </GridListItem>
  )
}
