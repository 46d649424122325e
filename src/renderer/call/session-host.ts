import type { Host } from '../../shared/host.ts'

/** What a call session needs of a host. */
export interface SessionHost
  extends Pick<Host, 'state' | 'onState' | 'settings' | 'calls' | 'shell' | 'computer'> {
  readonly account: Pick<Host['account'], 'reconnect'>
  readonly history: Pick<Host['history'], 'record' | 'saveLog'>
  readonly network: Pick<Host['network'], 'onChanged' | 'onServers'>
}
