import { useHost } from '../../../host/host-provider.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Appearance } from './appearance.tsx'
import { OnThisComputer } from './on-this-computer.tsx'
import { Updates } from './updates.tsx'

/** How the app looks, how it lives on this computer, and how it stays new. */
export function GeneralSettings(props: SettingsProps) {
  const { computer, updates } = useHost()
  return (
    <>
      <Appearance {...props} />
      {computer !== null && <OnThisComputer {...props} />}
      {updates !== null && <Updates {...props} updates={updates} />}
    </>
  )
}
