import { useHost } from '../../../host/host-provider.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { GlobalPart } from './global-part.tsx'
import { LocalPart } from './local-part.tsx'
import { TalkPart } from './talk-part.tsx'
import { useKeyStatus } from './use-key-status.ts'

/** The keys: in the window, in every app, and the one to talk. */
export function ShortcutSettings(props: SettingsProps) {
  const { shell } = useHost()
  const status = useKeyStatus()
  return (
    <>
      <LocalPart {...props} />
      {shell !== null && <GlobalPart {...props} status={status} />}
      <TalkPart {...props} status={status} />
    </>
  )
}
