import { diagnosticsOf } from '../../../../shared/diagnostics.ts'
import type { ComputerFacts } from '../../../../shared/model/computer.ts'
import { useHost, useHostState } from '../../../host/host-provider.tsx'
import { useUpdateState } from '../general/use-update-state.ts'
import { useKeyStatus } from '../shortcuts/use-key-status.ts'

/** The report of this moment, as it will be copied. */
export function useDiagnostics(facts: ComputerFacts | null): string {
  const { version } = useHost()
  const state = {
    account: useHostState('account'),
    connection: useHostState('connection'),
    contacts: useHostState('contacts'),
    history: useHostState('history'),
    settings: useHostState('settings'),
    iceServers: useHostState('iceServers'),
    warnings: useHostState('warnings'),
  }
  return diagnosticsOf({
    state,
    version,
    facts,
    browser: navigator.userAgent,
    update: useUpdateState(),
    keys: useKeyStatus(),
  })
}
