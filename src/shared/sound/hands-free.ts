import type { AudioDevice } from '../model/device.ts'
import type { Bandwidth } from './bandwidth.ts'

/** What is known of the microphone in use; null where the browser does not say, as which one the system's is. */
export interface MicrophoneFacts {
  readonly device: AudioDevice | null
  /** Hz */
  readonly sampleRate: number | null
  readonly channelCount: number | null
  /** Of its sound. */
  readonly bandwidth: Bandwidth
}

/** A headset that plays in the quality of a telephone, because its microphone is in use. */
export interface HandsFreeDrop {
  readonly headset: AudioDevice
  /** What could be the microphone instead, so that the headset plays in full quality again. */
  readonly instead: AudioDevice
}

/** Mono at 8 or 16 kHz: what the hands-free profile has (Bluetooth HFP 1.8, CVSD and mSBC). */
const NARROW_HZ = 16_000
/** How systems name the profile: Windows, BlueZ and PulseAudio, PipeWire, and a page's words for them. */
const HANDS_FREE = /hands[- ]?free|\b(hfp|hsp)\b|head unit|핸즈프리/iu
const HEADSET = /headset|headphone|earphone|earbud|buds\b|airpods|bluetooth|헤드셋|헤드폰|이어폰|블루투스/iu
/** Chromium puts the ids of a USB device behind its name. A cable has no profiles. */
const USB = /\([0-9a-f]{4}:[0-9a-f]{4}\)\s*$|\busb\b/iu
/** What ALSA adds to the name of a card. Linux names both sides of a Bluetooth headset by its bare name. */
const CARD = /\b(analog|digital|pro)\b|\bmono$|\bstereo$/iu
/** No person speaks into these. */
const NO_MICROPHONE = /^monitor of|stereo mix|loopback|virtual|blackhole|스테레오 믹스/iu
const BUILT_IN = /built-?in|internal|integrated|laptop|macbook|imac|microphone array|realtek|내장/iu
/** Words that differ between the two sides and the profiles of one headset. */
const SIDES =
  /hands[- ]?free|ag audio|head unit|\b(hfp|hsp|a2dp)\b|stereo|mono|headset|headphones?|earphones?|microphone|mic|speakers?|bluetooth|\baudio\b/giu

/** Everything that is plugged in, in use or not. */
export interface PresentDevices {
  readonly microphones: readonly AudioDevice[]
  readonly speakers: readonly AudioDevice[]
}

/**
 * Whether a headset has fallen back to hands-free. A page is not told, so it takes a microphone that looks like it, and a
 * speaker in use that belongs to the same headset. Where the system's own are in use and nobody says which those are, as
 * in Chromium on Linux, the sound must say it, and no second headset be there. Without another microphone there is nothing
 * to offer.
 */
export function findHandsFree(
  microphone: MicrophoneFacts,
  speaker: AudioDevice | null,
  { microphones, speakers }: PresentDevices,
): HandsFreeDrop | null {
  const [pair, ...more] = (microphone.device === null ? microphones : [microphone.device])
    .flatMap((mouth) => (speaker === null ? speakers : [speaker]).map((ears) => ({ mouth, ears })))
    .filter(({ mouth, ears }) => isOneHeadset(mouth, ears))
    .filter(({ mouth, ears }) =>
      microphone.device === null || speaker === null
        ? soundsLike(microphone, mouth, ears)
        : isDropped(microphone, mouth, ears),
    )
  if (pair === undefined || more.length > 0) return null
  const others = microphones.filter(
    (other) =>
      !isOneHeadset(other, pair.mouth) && !HANDS_FREE.test(other.label) && !NO_MICROPHONE.test(other.label),
  )
  const instead = others.find(({ label }) => BUILT_IN.test(label)) ?? others[0]
  return instead === undefined ? null : { headset: pair.ears, instead }
}

function isDropped(facts: MicrophoneFacts, microphone: AudioDevice, speaker: AudioDevice): boolean {
  const labels = [microphone.label, speaker.label]
  if (labels.some((label) => USB.test(label))) return false
  if (labels.some((label) => HANDS_FREE.test(label))) return true
  if (isNarrowDevice(facts) && labels.some((label) => HEADSET.test(label))) return true
  return soundsLike(facts, microphone, speaker)
}

/** A headset that says nothing but its name, as on Linux. */
function soundsLike(facts: MicrophoneFacts, microphone: AudioDevice, speaker: AudioDevice): boolean {
  const { label } = microphone
  if (label !== speaker.label || [USB, CARD, BUILT_IN].some((other) => other.test(label))) return false
  return facts.bandwidth === 'narrow' || isNarrowDevice(facts)
}

const isNarrowDevice = ({ sampleRate, channelCount }: MicrophoneFacts): boolean =>
  sampleRate !== null && sampleRate <= NARROW_HZ && (channelCount ?? 1) === 1

function isOneHeadset(a: AudioDevice, b: AudioDevice): boolean {
  if (a.group !== '' && a.group === b.group) return true
  const name = nameOf(a.label)
  return name !== '' && name === nameOf(b.label)
}

/** The name of the thing itself: `Headset (WH-1000XM4 Hands-Free AG Audio)` and `Headphones (WH-1000XM4 Stereo)`. */
const nameOf = (label: string): string =>
  label
    .replace(SIDES, ' ')
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim()
    .toLowerCase()
