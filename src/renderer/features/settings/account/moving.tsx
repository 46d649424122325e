import { FileInput, FileOutput } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account, Host } from '../../../../shared/host.ts'
import { Button } from '../../../app/ui/button.tsx'
import { ExportDialog } from '../../identity/export-dialog.tsx'
import { ImportDialog } from '../../identity/import-dialog.tsx'
import { Part } from '../part.tsx'

interface MovingProps {
  readonly account: Account
  readonly files: NonNullable<Host['account']['identityFile']>
}

/** Takes the identity to another computer, or from one. */
export function Moving({ account, files }: MovingProps) {
  const t = useTranslations('preferences.account')
  const [open, setOpen] = useState<'export' | 'import' | null>(null)
  const [exported, setExported] = useState<string | null>(null)
  const close = (): void => setOpen(null)
  return (
    <Part title={t('moveHeading')} hint={t('moveHint')}>
      <div className="settings-buttons">
        <Button icon={FileOutput} onPress={() => setOpen('export')}>
          {t('export')}
        </Button>
        <Button icon={FileInput} onPress={() => setOpen('import')}>
          {t('import')}
        </Button>
      </div>
      <p className="settings-outcome small quiet" role="status">
        {exported !== null && t('exported', { file: exported })}
      </p>
      {open === 'export' && (
        <ExportDialog
          name={account.name}
          files={files}
          onSaved={(file) => {
            setExported(file)
            close()
          }}
          onClose={close}
        />
      )}
      {open === 'import' && <ImportDialog files={files} onTaken={close} onClose={close} />}
    </Part>
  )
}
