import { FolderOpen, ScrollText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Host } from '../../../../shared/host.ts'
import type { ComputerFacts } from '../../../../shared/model/computer.ts'
import { Button } from '../../../app/ui/button.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { useDeed } from '../../../app/ui/use-deed.ts'
import { Part } from '../part.tsx'

interface FilesPartProps {
  readonly computer: NonNullable<Host['computer']>
  readonly facts: ComputerFacts | null
}

/** Where Tincan keeps its things. */
export function FilesPart({ computer, facts }: FilesPartProps) {
  const t = useTranslations('preferences.advanced')
  const deed = useDeed()
  return (
    <Part title={t('filesHeading')} hint={t('filesHint')}>
      {facts !== null && (
        <dl className="settings-facts">
          <div>
            <dt>{t('dataFolder')}</dt>
            <dd className="mono small">{facts.dataFolder}</dd>
          </div>
          <div>
            <dt>{t('logFolder')}</dt>
            <dd className="mono small">{facts.logFolder}</dd>
          </div>
        </dl>
      )}
      <div className="settings-buttons">
        <Button icon={FolderOpen} onPress={() => void deed.run(computer.open('data'))}>
          {t('openData')}
        </Button>
        <Button icon={ScrollText} onPress={() => void deed.run(computer.open('logs'))}>
          {t('openLogs')}
        </Button>
      </div>
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
    </Part>
  )
}
