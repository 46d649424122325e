import { useEffect, useState } from 'react'
import { createDeviceWatch, NO_DEVICES, type AudioDevices } from '../../../media/devices.ts'

/** The devices that are there now. */
export function useAudioDevices(): AudioDevices {
  const [devices, setDevices] = useState(NO_DEVICES)
  useEffect(() => {
    const watch = createDeviceWatch()
    const stop = watch.state.subscribe(() => setDevices(watch.state.get()))
    return () => {
      stop()
      watch.close()
    }
  }, [])
  return devices
}
