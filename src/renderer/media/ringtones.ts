import type { Ringtone } from '../../shared/model/ringtone.ts'

export type AudibleRingtone = Exclude<Ringtone, 'silent'>

/** Made by scripts/ringtones.ts. */
const FILES: Readonly<Record<AudibleRingtone, URL>> = {
  cans: new URL('./ringtones/cans.wav', import.meta.url),
  pebbles: new URL('./ringtones/pebbles.wav', import.meta.url),
  lantern: new URL('./ringtones/lantern.wav', import.meta.url),
}
const loaded = new Map<AudibleRingtone, Promise<AudioBuffer>>()

/** One round of a ringtone, which may follow upon itself. It is fetched once. */
export function loadRingtone(ringtone: AudibleRingtone): Promise<AudioBuffer> {
  const known = loaded.get(ringtone)
  if (known !== undefined) return known
  const loading = load(FILES[ringtone])
  loaded.set(ringtone, loading)
  // The next ring tries again.
  loading.catch(() => loaded.delete(ringtone))
  return loading
}

async function load(file: URL): Promise<AudioBuffer> {
  const response = await fetch(file)
  // A context that plays nothing: one that does would wait for a gesture.
  const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: 48_000 })
  return context.decodeAudioData(await response.arrayBuffer())
}
