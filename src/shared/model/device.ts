import { z } from 'zod'

/** A microphone or a speaker, by what it is known again by. */
export const AudioDevice = z.object({
  /** As `enumerateDevices()` gives it: the same at every visit, another at another port or computer. */
  id: z.string().max(512),
  /** Empty until the microphone was allowed once (W3C mediacapture-streams, section 9.2). */
  label: z.string().max(256),
  /** Devices of one piece of hardware share it, e.g. both sides of a headset. */
  group: z.string().max(512),
})
export type AudioDevice = z.infer<typeof AudioDevice>

/** Devices as a person prefers them, the best first: the first that is there is taken. Empty follows the system. */
export const DeviceRanking = z.array(AudioDevice).max(16)
export type DeviceRanking = z.infer<typeof DeviceRanking>

/** The device that a ranking means among those that are there; null leaves it to the system. */
export function chooseDevice(ranking: DeviceRanking, present: readonly AudioDevice[]): AudioDevice | null {
  for (const wish of ranking) {
    const found = findDevice(wish, present)
    if (found !== null) return found
  }
  return null
}

/** The same device, also where the browser gave it another id since: by its label and hardware, then by its label. */
export function findDevice(wish: AudioDevice, present: readonly AudioDevice[]): AudioDevice | null {
  const byId = present.find(({ id }) => id === wish.id)
  if (byId !== undefined || wish.label === '') return byId ?? null
  const alike = present.filter(({ label }) => label === wish.label)
  return alike.find(({ group }) => group === wish.group) ?? alike[0] ?? null
}

/** A ranking with this device as the best; null follows the system from now on, and forgets the rest. */
export function preferDevice(ranking: DeviceRanking, device: AudioDevice | null): DeviceRanking {
  if (device === null) return []
  return [device, ...ranking.filter((other) => findDevice(other, [device]) === null)].slice(0, 16)
}
