import { isSameSound, PLAIN_SOUND, toMix, type PersonSound } from '../../shared/model/person-sound.ts'
import { createLeveller } from '../../shared/sound/leveller.ts'
import type { SoundSlice } from '../../shared/sound/slice.ts'
import type { Output } from '../media/output.ts'
import { createLateTap, type LateTapParts } from './late-tap.ts'

export interface PeerSoundParts extends LateTapParts {
  readonly createOutput: (stream: MediaStream) => Output
}

/** What I hear of one peer: how loud, from where, and out of what. */
export interface PeerSound {
  /** What comes of them, once. */
  attach(stream: MediaStream): void
  setAudible(audible: boolean): void
  /** @param deviceId as `enumerateDevices()` gives it; empty follows the system */
  setSpeaker(deviceId: string): void
  /** Whether everybody is brought to the same loudness. */
  setLevelling(levelling: boolean): void
  /** By their contact; a change there also ends what was chosen in the call. */
  setWish(wish: PersonSound): void
  /** In this call. */
  choose(sound: PersonSound): void
  view(): PersonSound
  close(): void
}

export function createPeerSound({ createOutput, onSlice, ...parts }: PeerSoundParts): PeerSound {
  const level = createLeveller()
  let stream: MediaStream | null = null
  let output: Output | null = null
  let isAudible = false
  let speaker = ''
  let isLevelling = true
  let lift = 0
  let wish = PLAIN_SOUND
  let chosen: PersonSound | null = null
  const view = (): PersonSound => chosen ?? wish

  const apply = (): void => output?.setMix(toMix(view(), isLevelling ? lift : 0))
  const tap = createLateTap({
    ...parts,
    onSlice(slice: SoundSlice) {
      lift = level(slice)
      apply()
      onSlice(slice)
    },
  })
  const applyAudible = (): void => {
    output?.setAudible(isAudible)
    tap.listen(isAudible ? (stream?.getAudioTracks()[0] ?? null) : null)
  }

  return {
    attach(next) {
      stream = next
      output = createOutput(next)
      output.setDevice(speaker)
      apply()
      applyAudible()
    },
    setAudible(audible) {
      isAudible = audible
      applyAudible()
    },
    setSpeaker(deviceId) {
      if (deviceId === speaker) return
      speaker = deviceId
      output?.setDevice(deviceId)
    },
    setLevelling(levelling) {
      isLevelling = levelling
      apply()
    },
    setWish(next) {
      if (isSameSound(next, wish)) return
      wish = next
      chosen = null
      apply()
    },
    choose(sound) {
      chosen = sound
      apply()
    },
    view,
    close() {
      isAudible = false
      tap.listen(null)
      output?.close()
    },
  }
}
