import type { Processing } from '../../shared/model/sound.ts'
import { toConstraints, toExactConstraints } from './processing.ts'

/** Which microphone, and what the browser does to its sound. */
export interface MicrophoneWish {
  /** As `enumerateDevices()` gives it; empty follows the system. */
  readonly deviceId: string
  readonly processing: Processing
}

/** Opens a microphone once, and processes its sound as wished where it can. Rejects as `getUserMedia` does. */
export async function openTrack(
  { deviceId, processing }: MicrophoneWish,
  devices: MediaDevices = navigator.mediaDevices,
): Promise<MediaStreamTrack> {
  const device = deviceId !== '' && { deviceId: { exact: deviceId } }
  const ask = async (audio: MediaTrackConstraints): Promise<MediaStreamTrack> => {
    const stream = await devices.getUserMedia({ audio: { ...audio, ...device } })
    return stream.getAudioTracks()[0]!
  }
  try {
    return await ask(toExactConstraints(processing))
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'OverconstrainedError')) throw error
    // It cannot do all of that: then what it can.
    return ask(toConstraints(processing))
  }
}
