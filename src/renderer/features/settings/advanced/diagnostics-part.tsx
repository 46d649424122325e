import { Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ComputerFacts } from '../../../../shared/model/computer.ts'
import { Button } from '../../../app/ui/button.tsx'
import { useCopy } from '../use-copy.ts'
import { Part } from '../part.tsx'
import { useDiagnostics } from './use-diagnostics.ts'

/** What a person sends to whoever helps them. They see it before. */
export function DiagnosticsPart({ facts }: { readonly facts: ComputerFacts | null }) {
  const t = useTranslations('preferences.advanced')
  const text = useDiagnostics(facts)
  const { outcome, copy } = useCopy()
  return (
    <Part title={t('diagnosticsHeading')} hint={t('diagnosticsHint')}>
      <textarea
        className="field-input diagnostics-text mono"
        aria-label={t('diagnostics')}
        value={text}
        rows={8}
        readOnly
        spellCheck={false}
      />
      <div className="settings-buttons">
        <Button icon={Copy} onPress={() => void copy(text)}>
          {t('copy')}
        </Button>
        <p className="small quiet" role="status">
          {outcome !== null && t(outcome === 'copied' ? 'copied' : 'notCopied')}
        </p>
      </div>
    </Part>
  )
}
