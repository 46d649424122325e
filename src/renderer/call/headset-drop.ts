import type { Bandwidth } from '../../shared/sound/bandwidth.ts'
import { findHandsFree, type HandsFreeDrop } from '../../shared/sound/hands-free.ts'
import type { DeviceWatch } from '../media/devices.ts'
import type { Microphone } from '../media/microphone.ts'

interface HeadsetSources {
  readonly microphone: Microphone
  readonly devices: DeviceWatch
}

/**
 * Whether the headset in use plays in the quality of a telephone now, and what could be the microphone instead.
 *
 * @param speakerId of the speaker in use; empty is the system's
 */
export function findHeadsetDrop(
  { microphone, devices }: HeadsetSources,
  speakerId: string,
  bandwidth: Bandwidth,
): HandsFreeDrop | null {
  const open = microphone.state.get()
  const { microphones, speakers } = devices.state.get()
  if (open.status !== 'open' || speakers === null) return null
  const { deviceId, channelCount = null } = open.track.getSettings()
  const device = microphones.devices.find(({ id }) => id === deviceId) ?? microphones.system
  const speaker = speakers.devices.find(({ id }) => id === speakerId) ?? speakers.system
  return findHandsFree({ device, sampleRate: rateOf(open.track), channelCount, bandwidth }, speaker, {
    microphones: microphones.devices,
    speakers: speakers.devices,
  })
}

/** Of the device, in Hz: what the browser has processed is always at its own rate, and the least that it can give is not. */
function rateOf(track: MediaStreamTrack): number | null {
  const rates = [track.getSettings().sampleRate, track.getCapabilities?.().sampleRate?.min]
  const known = rates.filter((rate) => rate !== undefined)
  return known.length === 0 ? null : Math.min(...known)
}
