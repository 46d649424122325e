import { useTranslations } from 'use-intl'
import type { RingingIn } from '../../../shared/call/call.ts'
import { useKeyHints } from '../../app/keys/use-key-hints.ts'
import { useCallSession } from '../../app/session-provider.tsx'
import { Avatar } from '../../app/ui/avatar.tsx'
import { shownNameOf, useContact } from '../contacts/use-contacts.ts'
import { AnswerButtons } from './answer-buttons.tsx'

interface IncomingCardProps {
  readonly call: RingingIn
  /** Whether there is a call already, which answering puts on hold. */
  readonly isBusy: boolean
  readonly hasShortcuts: boolean
}

export function IncomingCard({ call, isBusy, hasShortcuts }: IncomingCardProps) {
  const t = useTranslations('incoming')
  const session = useCallSession()
  const hintOf = useKeyHints()
  const contact = useContact(call.peer)
  const name = contact === null ? call.peer : shownNameOf(contact)
  const hint = isBusy ? t('hintBusy') : t(contact === null ? 'stranger' : 'hint')
  return (
    <div className="incoming-card">
      <span className="incoming-avatar">
        <Avatar name={call.peer} shownName={name} />
      </span>
      <div className="incoming-text">
        <p className="incoming-name">{t('calling', { name })}</p>
        <p className="small quiet">{hint}</p>
      </div>
      <AnswerButtons
        isBusy={isBusy}
        keys={hasShortcuts ? hintOf : undefined}
        onAccept={() => session.accept(call.callId)}
        onDecline={(note) => session.decline(call.callId, note)}
        onIgnore={() => session.ignore(call.callId)}
      />
    </div>
  )
}
