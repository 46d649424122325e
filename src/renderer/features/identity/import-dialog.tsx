import { FolderOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Host } from '../../../shared/host.ts'
import { assertNever } from '../../../shared/result.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { FoundStep } from './found-step.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { useImport } from './use-import.ts'
import './identity.css'

interface ImportDialogProps {
  readonly files: NonNullable<Host['account']['identityFile']>
  readonly onTaken: () => void
  readonly onClose: () => void
}

/** Asks for the file, for its passphrase, and whether the person is who is in it. */
export function ImportDialog({ files, onTaken, onClose }: ImportDialogProps) {
  const t = useTranslations()
  const importing = useImport(files)
  const { step, error, isBusy } = importing
  const take = async (): Promise<void> => {
    if (await importing.take()) onTaken()
  }
  const title = t(`preferences.identity.${step.name === 'found' ? 'foundHeading' : 'importHeading'}`)
  return (
    <Dialog title={title} onClose={onClose}>
      {((): React.ReactNode => {
        switch (step.name) {
          case 'choose':
            return (
              <>
                <p className="quiet">{t('preferences.identity.importText')}</p>
                {error && <ErrorNotice error={error} />}
                <div className="dialog-buttons">
                  <Button onPress={onClose}>{t('app.cancel')}</Button>
                  <Button
                    autoFocus
                    variant="primary"
                    icon={FolderOpen}
                    isBusy={isBusy}
                    onPress={() => void importing.choose()}
                  >
                    {t('preferences.identity.choose')}
                  </Button>
                </div>
              </>
            )
          case 'unlock':
            return <UnlockForm file={step.file} importing={importing} onClose={onClose} />
          case 'found':
            return (
              <FoundStep
                identity={step.identity}
                error={error}
                isBusy={isBusy}
                onTake={() => void take()}
                onClose={onClose}
              />
            )
          default:
            return assertNever(step)
        }
      })()}
    </Dialog>
  )
}
