import { Phone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { UserName } from '../../../shared/ids.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDial } from '../contacts/use-dial.ts'
import { LinkPerson } from './link-person.tsx'

interface CallLinkDialogProps {
  readonly name: UserName
  readonly onClose: () => void
}

/** Asks whether the person of a link is to be called. */
export function CallLinkDialog({ name, onClose }: CallLinkDialogProps) {
  const t = useTranslations()
  const dial = useDial()
  const call = async (): Promise<void> => {
    if (await dial.dial(name)) onClose()
  }
  return (
    <Dialog title={t('links.callHeading', { name })} role="alertdialog" onClose={onClose}>
      <p className="quiet">{t('links.callText')}</p>
      <LinkPerson name={name} />
      {dial.error && <ErrorNotice error={dial.error} />}
      <div className="dialog-buttons">
        <Button autoFocus onPress={onClose}>
          {t('app.cancel')}
        </Button>
        <Button variant="primary" icon={Phone} isBusy={dial.pending !== null} onPress={() => void call()}>
          {t('people.call')}
        </Button>
      </div>
    </Dialog>
  )
}
