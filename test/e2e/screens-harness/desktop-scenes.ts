import { appError } from '../../../src/shared/errors.ts'
import type { HostState } from '../../../src/shared/host.ts'
import { PublicKey } from '../../../src/shared/ids.ts'
import type { Settings } from '../../../src/shared/model/settings.ts'
import { name } from './people.ts'
import type { Scene } from './scenes.ts'

const KEYS: Partial<Settings> = {
  shortcuts: { 'toggle-hold': null, 'call-by-name': 'Control+Shift+KeyP' },
  globalShortcuts: { answer: 'Control+Alt+KeyA', end: 'F9', 'toggle-mute': 'Control+Shift+KeyM' },
  talkMode: 'push-to-talk',
  talkKey: { kind: 'mouse', button: 4 },
}

/** Hosts with the ports of a desktop. */
export function desktopScenes(
  now: number,
  full: HostState,
  fresh: HostState,
): Readonly<Record<string, Scene>> {
  const wishing = (settings: Partial<Settings>): HostState => ({
    ...full,
    settings: { ...full.settings, ...settings },
  })
  return {
    desktop: { host: full, desktop: { update: { status: 'idle', checkedAt: now - 3_600_000 } } },
    'desktop-first-run': { host: fresh, hasEmbeddedServer: true, desktop: {} },
    'desktop-update-available': {
      host: full,
      desktop: { update: { status: 'available', version: '0.2.0' } },
    },
    'desktop-update-downloading': {
      host: full,
      desktop: { update: { status: 'downloading', version: '0.2.0', share: 0.42 } },
    },
    'desktop-update-ready': {
      host: full,
      desktop: { update: { status: 'ready', version: '0.2.0' }, refusal: appError('update-in-call') },
    },
    'desktop-update-failed': {
      host: full,
      desktop: { update: { status: 'failed', error: appError('update-untrusted') } },
    },
    'desktop-update-elsewhere': {
      host: full,
      desktop: { update: { status: 'unavailable', reason: 'package-manager' } },
    },
    'desktop-keys': {
      host: wishing(KEYS),
      desktop: { keys: { refused: ['end'], talk: 'heard' } },
    },
    'desktop-portal': {
      host: wishing({ ...KEYS, talkKey: { kind: 'keyboard', code: 'ControlRight' } }),
      desktop: {
        keys: {
          by: 'portal',
          refused: ['end'],
          talk: 'heard',
          assigned: { answer: 'Super+A', 'toggle-mute': 'Ctrl+Shift+M', talk: 'Right Ctrl' },
        },
      },
    },
    'desktop-no-hook': { host: wishing(KEYS), desktop: { keys: { talk: 'failed' } } },
    'desktop-not-permitted': { host: wishing(KEYS), desktop: { keys: { talk: 'not-permitted' } } },
    'desktop-quiet': {
      host: wishing({ doNotDisturb: now + 7 * 3_600_000, ringtone: 'lantern' }),
      desktop: {},
    },
    'desktop-replacing': {
      host: full,
      desktop: {
        found: {
          name: name('wolfeschlegelsteinhausenberger'),
          publicKey: PublicKey.parse(`r${'d'.repeat(41)}8`),
          replaces: 'another',
        },
      },
    },
    'desktop-broken-file': { host: full, desktop: { refusal: appError('identity-file-damaged') } },
  }
}
