import { globalShortcut, systemPreferences, utilityProcess } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import { APP_ID } from '../app-id.ts'
import { sessionBusAddress } from '../session-bus.ts'
import { createGlobalKeys } from './global-keys.ts'
import { createKeyHook } from './key-hook.ts'
import type { KeyListener, KeySource } from './keys.ts'
import { createPortalKeys } from './portal-keys.ts'
import { isWayland } from './wayland.ts'

export interface DesktopKeysParts {
  readonly platform: string
  readonly env: NodeJS.ProcessEnv
  readonly hookFile: string
  readonly clock: Clock
}

/** What hears keys on this desktop: on Wayland its portal, elsewhere the system and our hook. */
export function desktopKeySource(parts: DesktopKeysParts, listener: KeyListener): KeySource {
  const { platform, env } = parts
  if (platform === 'linux' && isWayland(env)) {
    const portal = createPortalKeys({
      busAddress: sessionBusAddress(env),
      appId: APP_ID,
      onKey: listener.portalKey,
      onBound: listener.portalBound,
    })
    return { by: 'portal', portal }
  }
  const hook = createKeyHook({
    fork: utilityProcess.fork,
    file: parts.hookFile,
    clock: parts.clock,
    isPermitted: () => platform !== 'darwin' || systemPreferences.isTrustedAccessibilityClient(true),
    onTalk: listener.talk,
    onStatus: listener.talkStatus,
  })
  return { by: 'system', global: createGlobalKeys(globalShortcut, listener.act), hook }
}
