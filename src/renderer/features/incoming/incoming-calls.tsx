import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { RingingIn } from '../../../shared/call/call.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { useShownName } from '../contacts/use-contacts.ts'
import { IncomingCard } from './incoming-card.tsx'
import './incoming.css'

/** Every call that rings here and was not ignored, above whatever is shown. The focus stays where it is. */
export function IncomingCalls() {
  const t = useTranslations('incoming')
  const session = useCallSession()
  const shownName = useShownName()
  const { calls } = useCalls()
  const isInCall = calls.some(({ call }) => call.phase === 'active' || call.phase === 'connecting')
  const ringing = calls.flatMap(({ call }): RingingIn[] =>
    call.phase === 'ringing-in' && call.alert !== 'silent' ? [call] : [],
  )
  const [first] = ringing
  useShortcuts({
    'Alt+A': first ? () => session.accept(first.callId) : null,
    'Alt+D': first ? () => session.decline(first.callId) : null,
    'Alt+I': first ? () => session.ignore(first.callId) : null,
  })
  const name = first && shownName(first.peer)
  // React Aria hides all but its open dialog from readers; a top layer, like this one, stays reachable.
  return createPortal(
    <div className="incoming" data-react-aria-top-layer="true">
      <p className="visually-hidden" role="alert">
        {name !== undefined && t(isInCall ? 'announcementBusy' : 'announcement', { name })}
      </p>
      {ringing.length > 0 && (
        <section className="incoming-list" aria-label={t('region')}>
          {ringing.map((call, index) => (
            <IncomingCard key={call.callId} call={call} isBusy={isInCall} hasShortcuts={index === 0} />
          ))}
        </section>
      )}
    </div>,
    document.body,
  )
}
