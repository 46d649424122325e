import { useEffect, useState } from 'react'
import type { PanelHost, PanelView } from '../../shared/panel.ts'
import { useTheme } from '../app/theme.ts'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { IncomingPanel } from './incoming-panel.tsx'
import { MiniPanel } from './mini-panel.tsx'
import '../app/styles/tokens.css'
import '../app/styles/base.css'
import '../app/styles/controls.css'
import './panel.css'

/** A small window of the desktop app: draws what main tells it, and asks main for the rest. */
export function PanelRoot({ host }: { readonly host: PanelHost }) {
  const [view, setView] = useState<PanelView | null>(null)
  useEffect(() => host.onView(setView), [host])
  useTheme(view?.theme ?? 'system')
  if (view === null) return null
  return (
    <LanguageProvider setting={view.language}>
      {view.kind === 'incoming' ? (
        <IncomingPanel view={view} command={host.command} />
      ) : (
        <MiniPanel view={view} command={host.command} />
      )}
    </LanguageProvider>
  )
}
