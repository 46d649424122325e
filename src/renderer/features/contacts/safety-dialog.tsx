import { useEffect, useState } from 'react'
import { Switch } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactView } from '../../../shared/model/contact.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'
import { shownNameOf } from './use-contacts.ts'

interface SafetyDialogProps {
  readonly contact: ContactView
  readonly onClose: () => void
}

/** The digits that two people compare, and whether they did. */
export function SafetyDialog({ contact, onClose }: SafetyDialogProps) {
  const t = useTranslations()
  const { contacts } = useHost()
  const deed = useDeed()
  const [number, setNumber] = useState<Result<string, AppError> | null>(null)
  const { name } = contact
  useEffect(() => {
    let isGone = false
    void contacts.safetyNumber(name).then((found) => isGone || setNumber(found))
    return () => {
      isGone = true
    }
  }, [contacts, name])
  return (
    <Dialog title={t('person.safetyHeading', { name: shownNameOf(contact) })} onClose={onClose}>
      <p className="quiet">{t('person.safetyText')}</p>
      {number?.ok === false && <ErrorNotice error={number.error} />}
      {number?.ok === true && (
        <ol className="safety-number mono" aria-label={t('person.safetyNumber')}>
          {number.value.split(' ').map((group, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- twelve places that never move; groups may repeat
            <li key={index}>{group}</li>
          ))}
        </ol>
      )}
      <Switch
        className="switch"
        isSelected={contact.verified}
        isDisabled={number?.ok !== true}
        onChange={(verified) => void deed.run(contacts.update(name, { verified }))}
      >
        <span>{t('person.markVerified')}</span>
        <span className="switch-track" />
      </Switch>
      {deed.error && <ErrorNotice error={deed.error} />}
      <div className="dialog-buttons">
        <Button onPress={onClose}>{t('app.close')}</Button>
      </div>
    </Dialog>
  )
}
