import { ArrowLeft, BadgeCheck, Phone, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isSameName } from '../../../shared/ids.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Button, IconButton } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { CallTime, HistoryOutcome } from '../history/history-line.tsx'
import { TimelineButton } from '../history/timeline-button.tsx'
import { useContactText } from './contact-list.tsx'
import { ContactMenu } from './contact-menu.tsx'
import { PersonAddress } from './person-address.tsx'
import { PersonRingtone } from './person-ringtone.tsx'
import { PersonSoundControls } from './person-sound.tsx'
import { useContactDeeds } from './use-contact-deeds.tsx'
import { shownNameOf } from './use-contacts.ts'

interface PersonPaneProps {
  readonly contact: ContactView
  readonly onCall: (contact: ContactView) => void
  readonly onBack: () => void
}

/** How many calls are shown of one person. */
const CALLS_SHOWN = 8

/** The right side for one chosen contact. */
export function PersonPane({ contact, onCall, onBack }: PersonPaneProps) {
  const t = useTranslations()
  const deeds = useContactDeeds(onCall)
  const text = useContactText(contact)
  const name = shownNameOf(contact)
  const calls = useHostState('history').filter((entry) => isSameName(entry.peer, contact.name))
  return (
    <section className="person" aria-label={t('person.region')}>
      <div className="person-bar">
        <span className="narrow-only">
          <IconButton icon={ArrowLeft} label={t('app.back')} onPress={onBack} />
        </span>
        <ContactMenu contact={contact} onDeed={deeds.start} />
      </div>
      <header className="person-head">
        <Avatar name={contact.name} shownName={name} />
        <h1 className="person-name" id="main-heading" tabIndex={-1}>
          {name}
        </h1>
        <p className="quiet">{text}</p>
        {!contact.blocked && contact.offeredKey === null && (
          <Button
            variant="primary"
            size="large"
            icon={Phone}
            aria-label={t('person.callName', { name })}
            onPress={() => onCall(contact)}
          >
            {t('person.call')}
          </Button>
        )}
      </header>
      {deeds.error && <ErrorNotice error={deeds.error} onClose={deeds.forget} />}
      <Standing contact={contact} onDeed={deeds.start} />
      <div className="person-facts">
        <section className="person-section">
          <h2 className="section-title">{t('person.safety')}</h2>
          <p className="person-safety">
            {contact.verified && <BadgeCheck size={18} aria-hidden />}
            {t(contact.verified ? 'person.verifiedText' : 'person.unverifiedText')}
          </p>
          <Button size="small" icon={ShieldCheck} onPress={() => deeds.start('safety', contact)}>
            {t('person.showSafety')}
          </Button>
        </section>
        {!contact.blocked && (
          <section className="person-section">
            <h2 className="section-title">{t('hearing.person.heading', { name })}</h2>
            <PersonSoundControls name={contact.name} shownName={name} />
          </section>
        )}
        {!contact.blocked && <PersonAddress contact={contact} />}
        {!contact.blocked && <PersonRingtone contact={contact} />}
        <section className="person-section">
          <h2 className="section-title">{t('person.callsHeading', { name })}</h2>
          {calls.length === 0 ? (
            <p className="quiet">{t('person.noCalls')}</p>
          ) : (
            <ul className="person-calls" role="list">
              {calls.slice(0, CALLS_SHOWN).map((entry) => (
                <li key={entry.callId} className="history-head">
                  <HistoryOutcome entry={entry} />
                  <CallTime at={entry.startedAt} isFull />
                  <TimelineButton entry={entry} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {deeds.dialog}
    </section>
  )
}

/** What is unusual about this contact, with the decision that it asks for. */
function Standing({
  contact,
  onDeed,
}: {
  readonly contact: ContactView
  readonly onDeed: ReturnType<typeof useContactDeeds>['start']
}) {
  const t = useTranslations()
  const name = shownNameOf(contact)
  if (contact.blocked) {
    const unblock = (
      <Button size="small" onPress={() => onDeed('unblock', contact)}>
        {t('people.unblockShort')}
      </Button>
    )
    return <Notice title={t('person.blockedText', { name })} buttons={unblock} />
  }
  if (contact.offeredKey !== null) {
    const buttons = (
      <>
        <Button size="small" onPress={() => onDeed('trust', contact)}>
          {t('person.trust')}
        </Button>
        <Button size="small" onPress={() => onDeed('block', contact)}>
          {t('person.block')}
        </Button>
      </>
    )
    return (
      <Notice tone="warning" role="status" title={t('person.keyTitle', { name })} buttons={buttons}>
        <p>{t('person.keyText', { name })}</p>
      </Notice>
    )
  }
  switch (contact.consent) {
    case 'mutual':
      return null
    case 'outgoing':
      return <Notice title={t('person.pendingText', { name })} />
    case 'incoming':
      return <Notice title={t('person.incomingText', { name })} />
    case 'none': {
      const ask = (
        <Button size="small" onPress={() => onDeed('ask', contact)}>
          {t('people.menuAskAgain')}
        </Button>
      )
      return <Notice title={t('person.noConsentText', { name })} buttons={ask} />
    }
  }
}
