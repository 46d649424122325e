/** The place where the system plays. */
export const SYSTEM_SPEAKER = ''

// Chromium has it; the DOM types wait for a second browser (W3C Audio Output Devices, Web Audio, section 1.1.2).
interface Steerable {
  readonly sinkId?: string
  setSinkId?(sinkId: string): Promise<void>
}

/** Lets a context play at a speaker. False if that speaker is not there: then it plays where the system does. */
export async function steer(context: AudioContext, speaker: string): Promise<boolean> {
  const { setSinkId, sinkId = SYSTEM_SPEAKER } = context as Steerable
  if (speaker === sinkId) return true
  try {
    await setSinkId?.call(context, speaker)
    return setSinkId !== undefined
  } catch {
    return false
  }
}

/**
 * Each speaker once. The system's own is one of the others under another name, and a sound that comes out of it twice,
 * some milliseconds apart, sounds hollow.
 */
export async function distinctSpeakers(speakers: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(speakers)]
  if (wanted.length < 2 || !wanted.includes(SYSTEM_SPEAKER)) return wanted
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput')
  const groupOf = (id: string): string | undefined => outputs.find(({ deviceId }) => deviceId === id)?.groupId
  const own = groupOf('default')
  return wanted.filter(
    (id) => id === SYSTEM_SPEAKER || own === undefined || own === '' || groupOf(id) !== own,
  )
}
