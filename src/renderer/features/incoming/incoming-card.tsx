import { BellOff, Phone, PhoneOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { RingingIn } from '../../../shared/call/call.ts'
import { useCallSession } from '../../app/session-provider.tsx'
import { Avatar } from '../../app/ui/avatar.tsx'
import { shownNameOf, useContact } from '../contacts/use-contacts.ts'

interface IncomingCardProps {
  readonly call: RingingIn
  /** Whether there is a call already, which answering puts on hold. */
  readonly isBusy: boolean
  readonly hasShortcuts: boolean
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const altKey = isMac ? '⌥' : 'Alt '

export function IncomingCard({ call, isBusy, hasShortcuts }: IncomingCardProps) {
  const t = useTranslations('incoming')
  const session = useCallSession()
  const contact = useContact(call.peer)
  const name = contact === null ? call.peer : shownNameOf(contact)
  const hint = isBusy ? t('hintBusy') : t(contact === null ? 'stranger' : 'hint')
  const keys = (key: string): ReactNode =>
    hasShortcuts && (
      <kbd aria-hidden>
        {altKey}
        {key}
      </kbd>
    )
  return (
    <div className="incoming-card">
      <span className="incoming-avatar">
        <Avatar name={call.peer} shownName={name} />
      </span>
      <div className="incoming-text">
        <p className="incoming-name">{t('calling', { name })}</p>
        <p className="small quiet">{hint}</p>
      </div>
      <div className="incoming-buttons">
        <Answer
          icon={Phone}
          variant="primary"
          text={t(isBusy ? 'holdAndAnswer' : 'accept')}
          keys={keys('A')}
          onPress={() => session.accept(call.callId)}
        />
        <Answer
          icon={PhoneOff}
          variant="danger"
          text={t('decline')}
          keys={keys('D')}
          onPress={() => session.decline(call.callId)}
        />
        <Answer
          icon={BellOff}
          variant="quiet"
          text={t('ignore')}
          keys={keys('I')}
          onPress={() => session.ignore(call.callId)}
        />
      </div>
    </div>
  )
}

interface AnswerProps {
  readonly icon: LucideIcon
  readonly variant: 'primary' | 'danger' | 'quiet'
  readonly text: string
  readonly keys: ReactNode
  readonly onPress: () => void
}

function Answer({ icon: Icon, variant, text, keys, onPress }: AnswerProps) {
  return (
    <Button className="button incoming-button" data-variant={variant} aria-label={text} onPress={onPress}>
      <Icon size={18} aria-hidden />
      {text}
      {keys}
    </Button>
  )
}
