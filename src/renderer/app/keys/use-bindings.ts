import { useMemo } from 'react'
import type { LocalAction } from '../../../shared/model/shortcut.ts'
import { localBindings, type Bindings } from '../../../shared/shortcuts/bindings.ts'
import { useHostState } from '../../host/host-provider.tsx'
import { isMac } from './keyboard.ts'

/** The keys of the window, as the person has them now. */
export function useBindings(): Bindings<LocalAction> {
  const { shortcuts } = useHostState('settings')
  return useMemo(() => localBindings(shortcuts, isMac), [shortcuts])
}
