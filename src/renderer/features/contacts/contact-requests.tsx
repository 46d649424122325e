import { useTranslations } from 'use-intl'
import type { ContactView } from '../../../shared/model/contact.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'
import { ContactMenu } from './contact-menu.tsx'
import type { ContactDeed } from './use-contact-deeds.tsx'
import { shownNameOf } from './use-contacts.ts'

interface ContactRequestsProps {
  readonly requests: readonly ContactView[]
  readonly onDeed: (deed: ContactDeed, contact: ContactView) => void
}

/** People who ask to be a contact. */
export function ContactRequests({ requests, onDeed }: ContactRequestsProps) {
  const t = useTranslations('people')
  const { contacts } = useHost()
  const deed = useDeed()
  return (
    <section className="requests" aria-labelledby="requests-title">
      <h2 className="section-title contact-header" id="requests-title">
        {t('requests')}
      </h2>
      <ul className="requests-list" role="list">
        {requests.map((contact) => {
          const name = shownNameOf(contact)
          return (
            <li key={contact.name} className="request">
              <Avatar name={contact.name} shownName={name} />
              <p className="request-text">{t('requestText', { name })}</p>
              <ContactMenu contact={contact} onDeed={onDeed} />
              <div className="request-buttons">
                <Button
                  size="small"
                  variant="primary"
                  aria-label={t('accept', { name })}
                  onPress={() => void deed.run(contacts.accept(contact.name))}
                >
                  {t('acceptShort')}
                </Button>
                <Button
                  size="small"
                  aria-label={t('dismiss', { name })}
                  onPress={() => void deed.run(contacts.remove(contact.name))}
                >
                  {t('dismissShort')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
    </section>
  )
}
