import { useEffect } from 'react'
import type { Settings } from '../../shared/model/settings.ts'

/** Lets the page follow the system's light or dark, or the one that was chosen. */
export function useTheme(theme: Settings['theme']): void {
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
