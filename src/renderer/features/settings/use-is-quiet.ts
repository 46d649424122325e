import { mayDisturb } from '../../../shared/model/do-not-disturb.ts'
import { useNow } from '../../app/use-now.ts'
import { useHostState } from '../../host/host-provider.tsx'

/** Whether calls stay silent now. */
export function useIsQuiet(): boolean {
  const { doNotDisturb } = useHostState('settings')
  const now = useNow(typeof doNotDisturb === 'number')
  return !mayDisturb(doNotDisturb, now)
}
