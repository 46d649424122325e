import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Host } from '../../../../shared/host.ts'
import type { UserName } from '../../../../shared/ids.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Part } from '../part.tsx'
import { ResetDialog } from './reset-dialog.tsx'

interface ResetPartProps {
  readonly computer: NonNullable<Host['computer']>
  readonly name: UserName
}

/** Everything from this computer, gone. */
export function ResetPart({ computer, name }: ResetPartProps) {
  const t = useTranslations('preferences.advanced')
  const [isAsking, setAsking] = useState(false)
  return (
    <Part title={t('resetHeading')} hint={t('resetHint')}>
      <div className="settings-buttons">
        <Button icon={Trash2} onPress={() => setAsking(true)}>
          {t('reset')}
        </Button>
      </div>
      {isAsking && <ResetDialog reset={computer.reset} name={name} onClose={() => setAsking(false)} />}
    </Part>
  )
}
