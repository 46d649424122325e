/** A microphone or a speaker that can be chosen. */
export interface AudioDevice {
  /** As `enumerateDevices()` gives it: it is the same at every visit. */
  readonly id: string
  /** Empty until the microphone was allowed once (W3C mediacapture-streams, section 9.2). */
  readonly label: string
}

export interface AudioDevices {
  readonly microphones: readonly AudioDevice[]
  /** Null where a page cannot choose where sound comes out. */
  readonly speakers: readonly AudioDevice[] | null
}

/** Tells the devices now and after each change; the returned function ends that. */
export function watchAudioDevices(
  listener: (devices: AudioDevices) => void,
  devices: MediaDevices = navigator.mediaDevices,
): () => void {
  const tell = async (): Promise<void> => {
    const all = await devices.enumerateDevices()
    const of = (kind: MediaDeviceKind): AudioDevice[] =>
      all
        // `default` and `communications` follow the system, as the empty id does.
        .filter(
          (device) => device.kind === kind && !['', 'default', 'communications'].includes(device.deviceId),
        )
        .map(({ deviceId, label }) => ({ id: deviceId, label }))
    const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype
    listener({ microphones: of('audioinput'), speakers: canChooseSpeaker ? of('audiooutput') : null })
  }
  const handleChange = (): void => void tell()
  devices.addEventListener('devicechange', handleChange)
  handleChange()
  return () => devices.removeEventListener('devicechange', handleChange)
}
