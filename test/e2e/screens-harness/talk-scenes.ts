import type { Active } from '../../../src/shared/call/call.ts'
import type { HostState } from '../../../src/shared/host.ts'
import type { CallSessionState, MicrophoneView } from '../../../src/renderer/call/session.ts'
import type { FakeDesktopOptions } from './fake-desktop.ts'
import { OPEN, view } from './fake-session.ts'

interface TalkScene {
  readonly host: HostState
  readonly calls: Partial<CallSessionState>
  readonly desktop?: FakeDesktopOptions
}

/** Scenes of what my own side does in a call. */
export function talkScenes(host: HostState, active: Active): Record<string, TalkScene> {
  const inCall = (
    microphone: Partial<Extract<MicrophoneView, { status: 'open' }>>,
    calls: Partial<CallSessionState> = {},
    settings: Partial<HostState['settings']> = {},
  ): TalkScene => ({
    host: { ...host, settings: { ...host.settings, ...settings } },
    calls: {
      calls: [view(active, { path: { kind: 'lan' } })],
      microphone: { ...OPEN, ...microphone },
      ...calls,
    },
  })
  const muted = { muted: true, sending: false }
  return {
    'talks-muted': inCall({ ...muted, talksWhileMuted: true }, { mutedWish: true }),
    'muted-by-idle': inCall({ ...muted, mutedByIdle: true }, { mutedWish: true }),
    'silent-microphone': { ...inCall({ fault: 'silent' }), desktop: {} },
    'key-up': inCall(
      { sending: false },
      {},
      { talkMode: 'push-to-talk', talkKey: { kind: 'keyboard', code: 'Backquote' } },
    ),
    'deafened-device-moved': inCall(muted, {
      deafened: true,
      deviceNotice: {
        type: 'moved',
        kind: 'microphone',
        to: { id: 'usb', label: 'USB Microphone', group: 'usb' },
        canUndo: true,
      },
    }),
  }
}
