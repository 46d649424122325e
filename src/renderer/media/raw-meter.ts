import type { Processing } from '../../shared/model/sound.ts'
import { createLevelMeter, type LevelMeter } from './levels.ts'
import { openTrack } from './open-track.ts'

const RAW: Processing = { echoCancellation: false, autoGain: false, noise: 'off', stereo: false }

/**
 * Reads the level of the device behind a track before the browser does anything to its sound. It runs once that is open;
 * a device that cannot be opened twice is never heard here.
 */
export function createRawMeter(track: MediaStreamTrack): LevelMeter {
  let raw: MediaStreamTrack | null = null
  let meter: LevelMeter | null = null
  let isClosed = false
  const open = async (): Promise<void> => {
    const opened = await openTrack({ deviceId: track.getSettings().deviceId ?? '', processing: RAW })
    if (isClosed) return opened.stop()
    raw = opened
    meter = createLevelMeter(opened)
  }
  open().catch(() => {})
  return {
    read: () => meter?.read() ?? 0,
    isRunning: () => meter?.isRunning() === true,
    close() {
      isClosed = true
      meter?.close()
      raw?.stop()
    },
  }
}
