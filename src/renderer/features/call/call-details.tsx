import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { CallView } from '../../call/session.ts'
import { IconButton } from '../../app/ui/button.tsx'
import { ConnectionFacts } from './connection-facts.tsx'
import { QualityPlots } from './quality-plots.tsx'
import { QualityTable } from './quality-table.tsx'
import { useRescuedPanelFocus } from './use-rescued-panel-focus.ts'
import './details.css'

interface CallDetailsProps {
  readonly view: CallView
  readonly name: string
  readonly onClose: () => void
}

/** The numbers behind the bars, beside the call and not over it: mute and hang-up stay in reach. */
export function CallDetails({ view, name, onClose }: CallDetailsProps) {
  const t = useTranslations('quality.details')
  const sample = view.samples.at(-1)
  const panel = useRef<HTMLElement>(null)
  useRescuedPanelFocus(panel)
  return (
    <aside
      ref={panel}
      id="call-details"
      className="details"
      aria-labelledby="call-details-heading"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="details-head">
        <h2 className="details-title" id="call-details-heading">
          {t('heading')}
        </h2>
        <IconButton icon={X} label={t('close')} onPress={onClose} />
      </div>
      {sample === undefined ? (
        <p className="quiet">{t('measuring')}</p>
      ) : (
        <>
          <QualityTable sample={sample} name={name} />
          <QualityPlots samples={view.samples} />
        </>
      )}
      {view.details && <ConnectionFacts details={view.details} />}
    </aside>
  )
}
