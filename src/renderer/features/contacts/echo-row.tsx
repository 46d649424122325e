import { Phone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ECHO_NAME } from '../../../shared/model/echo-contact.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { IconButton } from '../../app/ui/button.tsx'

/** The test contact, below the people. There is nothing to do with it but to call it. */
export function EchoRow({ onCall }: { readonly onCall: () => void }) {
  const t = useTranslations()
  return (
    <div className="contact-row echo-row">
      <Avatar name={ECHO_NAME} />
      <span className="contact-text">
        <span className="contact-name">{ECHO_NAME}</span>
        <span className="contact-state">{t('rehearsal.echo.row')}</span>
      </span>
      <IconButton
        icon={Phone}
        tone="accent"
        label={t('people.callName', { name: ECHO_NAME })}
        onPress={onCall}
      />
    </div>
  )
}
