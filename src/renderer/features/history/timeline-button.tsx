import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { HistoryEntry } from '../../../shared/model/history.ts'
import { IconButton } from '../../app/ui/button.tsx'
import { CallTimeline } from './call-timeline.tsx'

/** Opens the record of a call. */
export function TimelineButton({ entry }: { readonly entry: HistoryEntry }) {
  const t = useTranslations('quality.timeline')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton icon={ScrollText} label={t('open')} onPress={() => setOpen(true)} />
      {isOpen && <CallTimeline entry={entry} onClose={() => setOpen(false)} />}
    </>
  )
}
