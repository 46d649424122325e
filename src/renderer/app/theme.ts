import { useEffect } from 'react'
import { useHostState } from '../host/host-provider.tsx'

/** Lets the page follow the system's light or dark, or the one that was chosen. */
export function useTheme(): void {
  const { theme } = useHostState('settings')
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
