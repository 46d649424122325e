import { useTranslations } from 'use-intl'
import type { ContactView } from '../../../shared/model/contact.ts'
import type { ContactRingtone } from '../../../shared/model/ringtone.ts'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { RingtoneChoice } from '../settings/calls/ringtone-choice.tsx'
import { useRingtoneOptions } from '../settings/calls/use-ringtone-options.ts'
import { shownNameOf } from './use-contacts.ts'

/** With what it rings when this person calls. */
export function PersonRingtone({ contact }: { readonly contact: ContactView }) {
  const t = useTranslations('preferences.ring')
  const { contacts } = useHost()
  const { ringtone } = useHostState('settings')
  const options = useRingtoneOptions()
  const deed = useDeed()
  const name = shownNameOf(contact)
  return (
    <section className="person-section">
      <h2 className="section-title">{t('personHeading')}</h2>
      <RingtoneChoice<ContactRingtone>
        label={t('personLabel', { name })}
        value={contact.ringtone}
        options={[{ id: 'inherit', text: t('inherit', { ringtone: t(ringtone) }) }, ...options]}
        heard={contact.ringtone === 'inherit' ? ringtone : contact.ringtone}
        onChange={(chosen) => void deed.run(contacts.update(contact.name, { ringtone: chosen }))}
      />
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
    </section>
  )
}
