import { useEffect } from 'react'
import { useOpenCheatSheet, useOpenSettings } from '../features/settings/settings-provider.tsx'
import { useKeyStatus } from '../features/settings/shortcuts/use-key-status.ts'
import { useHost, useHostState } from '../host/host-provider.tsx'
import { useShortcuts } from './keys/use-shortcuts.ts'
import { watchTalkKey } from './keys/window-talk-key.ts'
import { useCallSession } from './session-provider.tsx'

/** The keys that work wherever one is in the window. */
export function ShellKeys({ onCallByName }: { readonly onCallByName: () => void }) {
  const openSettings = useOpenSettings()
  const openCheatSheet = useOpenCheatSheet()
  useShortcuts({
    'call-by-name': onCallByName,
    preferences: () => openSettings('general'),
    'cheat-sheet': openCheatSheet,
  })
  useTalkKey()
  return null
}

/** Hears the talk key in the window, where nothing hears it everywhere. */
function useTalkKey(): void {
  const { shell } = useHost()
  const session = useCallSession()
  const { talkKey, talkMode } = useHostState('settings')
  const status = useKeyStatus()?.talk
  const isWanted = talkMode === 'push-to-talk' || talkMode === 'push-to-mute'
  const isHeardElsewhere = shell !== null && status !== 'failed' && status !== 'not-permitted'
  const isActive = isWanted && !isHeardElsewhere
  useEffect(() => (isActive ? watchTalkKey(talkKey, session.press) : undefined), [isActive, talkKey, session])
}
