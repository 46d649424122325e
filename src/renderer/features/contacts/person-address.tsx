import { useTranslations } from 'use-intl'
import type { ContactView } from '../../../shared/model/contact.ts'
import { effectivePolicy, type ContactIcePolicy } from '../../../shared/model/ice-server.ts'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { Choice } from '../settings/choice.tsx'
import { hasRelay, useLentServers } from '../settings/network/use-lent-servers.ts'
import { useOpenSettings } from '../settings/settings-provider.tsx'
import { shownNameOf } from './use-contacts.ts'

/** Whether this person may learn my address. */
export function PersonAddress({ contact }: { readonly contact: ContactView }) {
  const t = useTranslations('network.policy')
  const { contacts } = useHost()
  const settings = useHostState('settings')
  const own = useHostState('iceServers')
  const lent = useLentServers()
  const deed = useDeed()
  const openSettings = useOpenSettings()
  const name = shownNameOf(contact)
  const policy = effectivePolicy(settings, contact)
  const inherited = settings.iceTransportPolicy === 'relay' ? t('inheritRelay') : t('inheritAutomatic')
  const change = (iceTransportPolicy: ContactIcePolicy): void =>
    void deed.run(contacts.update(contact.name, { iceTransportPolicy }))
  return (
    <section className="person-section person-address">
      <h2 className="section-title">{t('personHeading', { name })}</h2>
      <Choice
        label={t('personLabel', { name })}
        value={contact.iceTransportPolicy}
        options={[
          { id: 'inherit', text: inherited },
          { id: 'all', text: t('automatic') },
          { id: 'relay', text: t('relay') },
        ]}
        onChange={change}
      />
      <p className="small quiet">
        {t(policy === 'relay' ? 'personRelayText' : 'personAutomaticText', { name })}
      </p>
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
      {policy === 'relay' && hasRelay(own, lent) === false && (
        <Notice
          tone="warning"
          role="status"
          title={t('noRelayPersonTitle', { name })}
          buttons={
            <Button size="small" onPress={() => openSettings('network')}>
              {t('setUp')}
            </Button>
          }
        >
          <p>{t('noRelayPersonText')}</p>
        </Notice>
      )}
    </section>
  )
}
