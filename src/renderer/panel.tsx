import './strict-csp.ts'
import { createRoot } from 'react-dom/client'
import type { PanelHost } from '../shared/panel.ts'
import { PanelRoot } from './panels/panel-root.tsx'

declare global {
  interface Window {
    /** Put there by the preload script of the small windows; this file is its only reader. */
    readonly panelHost: PanelHost
  }
}

createRoot(document.getElementById('root')!).render(<PanelRoot host={window.panelHost} />)
