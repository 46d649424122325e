import type { AudioDevice } from '../../shared/model/device.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { NO_DEVICES, type AudioDevices, type DeviceWatch } from '../media/devices.ts'
import { createDeviceFollower, type DeviceFollower } from './device-follower.ts'

export type DeviceKind = 'microphone' | 'speaker' | 'ringSpeaker'

/** What a person is told of a device that changed without their doing. */
export type DeviceNotice =
  | {
      readonly type: 'moved'
      readonly kind: DeviceKind
      /** Null for the one that the system means, where a page cannot tell which that is. */
      readonly to: AudioDevice | null
      /** The one of before is still there. */
      readonly canUndo: boolean
    }
  /** It did not open, and what was used before goes on. */
  | { readonly type: 'refused'; readonly kind: DeviceKind; readonly device: AudioDevice }

/** Which devices this window uses, as ids; empty follows the system. */
export interface OwnDevices {
  current(kind: DeviceKind): string
  /** Its name; empty while the page is not told. */
  label(kind: DeviceKind): string
  setSettings(settings: Settings): void
  /** Back to the device of before the last move. */
  undo(kind: DeviceKind): void
  /** This device does not open. */
  avoid(kind: DeviceKind, id: string): void
  /** Looks again, e.g. because a microphone was allowed: devices have names from then on. */
  refresh(): void
  close(): void
}

export interface OwnDevicesParts {
  readonly watch: DeviceWatch
  readonly settings: Settings
  readonly onChoice: (kind: DeviceKind) => void
  readonly onNotice: (notice: DeviceNotice) => void
}

export function createOwnDevices({ watch, settings, onChoice, onNotice }: OwnDevicesParts): OwnDevices {
  const follow = (kind: DeviceKind): DeviceFollower =>
    createDeviceFollower({
      ranking: rankingOf(settings, kind),
      list: listOf(watch.state.get(), kind),
      onChoice: () => onChoice(kind),
      onMoved: ({ to, canUndo }) => onNotice({ type: 'moved', kind, to, canUndo }),
    })
  const followers: Readonly<Record<DeviceKind, DeviceFollower>> = {
    microphone: follow('microphone'),
    speaker: follow('speaker'),
    ringSpeaker: follow('ringSpeaker'),
  }
  const each = (action: (follower: DeviceFollower, kind: DeviceKind) => void): void => {
    for (const [kind, follower] of Object.entries(followers)) action(follower, kind as DeviceKind)
  }
  const close = watch.state.subscribe(() =>
    each((follower, kind) => follower.setList(listOf(watch.state.get(), kind))),
  )
  return {
    current: (kind) => followers[kind].current(),
    label: (kind) => followers[kind].label(),
    setSettings: (next) => each((follower, kind) => follower.setRanking(rankingOf(next, kind))),
    undo: (kind) => followers[kind].undo(),
    avoid(kind, id) {
      const device = listOf(watch.state.get(), kind).devices.find((known) => known.id === id)
      if (device === undefined) return
      followers[kind].avoid(id)
      onNotice({ type: 'refused', kind, device })
    },
    refresh: watch.refresh,
    close,
  }
}

function rankingOf(settings: Settings, kind: DeviceKind): Settings['microphones'] {
  return settings[`${kind}s`]
}

function listOf({ microphones, speakers }: AudioDevices, kind: DeviceKind): AudioDevices['microphones'] {
  return kind === 'microphone' ? microphones : (speakers ?? NO_DEVICES.microphones)
}
