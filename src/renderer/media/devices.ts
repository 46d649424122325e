import type { AudioDevice } from '../../shared/model/device.ts'
import { createStore, type ReadableStore } from '../../shared/store.ts'

/** The devices of one kind that are there. */
export interface DeviceList {
  readonly devices: readonly AudioDevice[]
  /** The one that the system means; null where the page cannot tell. */
  readonly system: AudioDevice | null
}

export interface AudioDevices {
  readonly microphones: DeviceList
  /** Null where a page cannot choose where sound comes out. */
  readonly speakers: DeviceList | null
}

export const NO_DEVICES: AudioDevices = { microphones: { devices: [], system: null }, speakers: null }

/** The devices of now, as long as somebody looks. */
export interface DeviceWatch {
  readonly state: ReadableStore<AudioDevices>
  /** Reads them anew: they have labels only from the first use of a microphone on. */
  refresh(): void
  close(): void
}

export function createDeviceWatch(media: MediaDevices = navigator.mediaDevices): DeviceWatch {
  const state = createStore<AudioDevices>(NO_DEVICES)
  const read = async (): Promise<void> => {
    const next = await listDevices(media)
    if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next)
  }
  const refresh = (): void => void read().catch(() => {})
  media.addEventListener('devicechange', refresh)
  refresh()
  return { state, refresh, close: () => media.removeEventListener('devicechange', refresh) }
}

export async function listDevices(media: MediaDevices = navigator.mediaDevices): Promise<AudioDevices> {
  const all = await media.enumerateDevices()
  const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype
  return {
    microphones: listOf(all, 'audioinput'),
    speakers: canChooseSpeaker ? listOf(all, 'audiooutput') : null,
  }
}

function listOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceList {
  const ofKind = all.filter((device) => device.kind === kind)
  // `default` and `communications` are other names of real devices, and follow the system.
  const devices = ofKind
    .filter(({ deviceId }) => !['', 'default', 'communications'].includes(deviceId))
    .map(({ deviceId, label, groupId }) => ({ id: deviceId, label, group: groupId }))
  const standing = ofKind.find(({ deviceId }) => deviceId === 'default')
  const system =
    devices.find(({ label }) => label !== '' && standing?.label.endsWith(label) === true) ??
    devices.find(({ group }) => group !== '' && group === standing?.groupId) ??
    (devices.length === 1 ? devices[0] : undefined)
  return { devices, system: system ?? null }
}
