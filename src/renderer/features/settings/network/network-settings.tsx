import type { Account } from '../../../../shared/host.ts'
import { useHostState } from '../../../host/host-provider.tsx'
import { NetworkCheck, NetworkFacts } from '../../diagnostics/network-check.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { LentServers } from './lent-servers.tsx'
import { PolicyChoice } from './policy-choice.tsx'
import { PublicServers } from './public-servers.tsx'
import { ServerList } from './server-list.tsx'
import { hasRelay, useLentServers } from './use-lent-servers.ts'
import { useTestAgainOn, useTestAgainOnNewNetwork } from './use-test-again.ts'
import './network.css'

/** How calls find their way, and whether they do. */
export function NetworkSettings({
  account,
  settings,
  onChange,
}: SettingsProps & { readonly account: Account }) {
  const own = useHostState('iceServers')
  const lent = useLentServers()
  useTestAgainOn(`${settings.iceTransportPolicy} ${settings.publicStun}`)
  useTestAgainOnNewNetwork()
  return (
    <>
      <NetworkCheck />
      <PolicyChoice
        policy={settings.iceTransportPolicy}
        hasRelay={hasRelay(own, lent)}
        onChange={(iceTransportPolicy) => onChange({ iceTransportPolicy })}
      />
      <ServerList protection={account.protection} />
      <LentServers lent={lent} />
      <PublicServers settings={settings} onChange={onChange} />
      <NetworkFacts />
    </>
  )
}
