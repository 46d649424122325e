import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { RingingIn } from '../../../shared/call/call.ts'
import { useKeyHints } from '../../app/keys/use-key-hints.ts'
import { useShortcuts } from '../../app/keys/use-shortcuts.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
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
    answer: first ? () => session.accept(first.callId) : null,
    decline: first ? () => session.decline(first.callId) : null,
    ignore: first ? () => session.ignore(first.callId) : null,
  })
  const announcement = useAnnouncement()
  // React Aria hides all but its open dialog from readers; a top layer, like this one, stays reachable.
  return createPortal(
    <div className="incoming" data-react-aria-top-layer="true">
      <p className="visually-hidden" role="alert">
        {first && announcement(shownName(first.peer), isInCall)}
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

/** Who calls, and what the keys do that the person has for it. */
function useAnnouncement(): (name: string, isInCall: boolean) => string {
  const t = useTranslations('incoming')
  const hintOf = useKeyHints()
  return (name, isInCall) => {
    const keys = [
      ['answer', isInCall ? 'announceHold' : 'announceAccept'],
      ['decline', 'announceDecline'],
      ['ignore', 'announceIgnore'],
    ] as const
    const sentences = keys.flatMap(([action, text]) => {
      const { spoken } = hintOf(action)
      return spoken === '' ? [] : [t(text, { keys: spoken })]
    })
    return [t('announcement', { name }), ...sentences].join(' ')
  }
}
