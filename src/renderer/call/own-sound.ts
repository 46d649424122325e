import type { Clock } from '../../shared/clock.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { mayBeHeard } from '../../shared/talk/may-be-heard.ts'
import type { Bandwidth } from '../../shared/sound/bandwidth.ts'
import type { MicrophoneFault } from '../../shared/sound/silent-microphone.ts'
import { createSpeechWatch, type SpeechView } from '../../shared/talk/speech-watch.ts'
import type { LevelMeter, VoiceMeter } from '../media/levels.ts'
import type { Microphone } from '../media/microphone.ts'
import { readProcessing } from '../media/processing.ts'
import type { CreateSendChain } from '../media/voice-chain/send-chain.ts'
import type { ChainWish } from '../media/voice-chain/voice-chain.ts'
import { createOwnTrack } from './own-track.ts'
import { createOwnVoice } from './own-voice.ts'
import type { MicrophoneView } from './session.ts'

/** What leaves my microphone: whether it is open, and whether the others may hear it. */
export interface OwnSound {
  /** Opens the microphone, or closes it. */
  fit(isWanted: boolean): void
  setSettings(settings: Settings): void
  /** Takes another device, if the microphone is open. */
  setDevice(id: string): void
  /** `idle`: not the person, but the silence of the last minutes wants it. */
  setMuted(muted: boolean, by?: 'me' | 'idle'): void
  setDeafened(deafened: boolean): void
  /** The key that is held down to talk, or to be silent. */
  press(pressed: boolean): void
  isMuted(): boolean
  isDeafened(): boolean
  view(): MicrophoneView
  /** Of what is sent, from 0 (silence) to 1 (full scale). */
  level(): number
  /** Whether I speak and may be heard, as of the last look. */
  isSpeaking(): boolean
  /** How high the sound of my microphone reaches, as of the last look. */
  bandwidth(): Bandwidth
  /** Looks whether I speak; to be called some times a second. */
  look(): void
}

export interface OwnSoundParts {
  readonly clock: Clock
  readonly settings: Settings
  /** Id of the device that is to be opened; empty follows the system. */
  readonly device: string
  readonly microphone: Microphone
  readonly createMeter: (track: MediaStreamTrack) => VoiceMeter
  readonly createRawMeter: (track: MediaStreamTrack) => LevelMeter
  readonly createChain: CreateSendChain
  readonly onTrack: (track: MediaStreamTrack | null) => void
  /** The others may hear it from now on, or no more. */
  readonly onSending: (isSending: boolean) => void
  /** I have said nothing for so long that I want to be muted. */
  readonly onIdle: () => void
  readonly onEvent: (event: LogEvent) => void
  readonly onChange: () => void
}

const SILENT: SpeechView = { isSpeaking: false, talksWhileMuted: false, isIdle: false }

export function createOwnSound(parts: OwnSoundParts): OwnSound {
  const { clock, microphone } = parts
  const voice = createOwnVoice(parts)
  const watchSpeech = createSpeechWatch()
  let { settings, device } = parts
  let isWanted = false
  let muted = false
  let mutedByIdle = false
  let deafened = false
  let pressed = false
  let cancelRelease = (): void => {}
  let speech = SILENT
  let fault: MicrophoneFault | null = null
  let bandwidth: Bandwidth = 'unknown'
  const track = createOwnTrack({
    createChain: parts.createChain,
    onTrack: parts.onTrack,
    onChange() {
      look()
      parts.onChange()
    },
  })
  const isSending = (): boolean => mayBeHeard({ mode: settings.talkMode, muted, deafened, pressed })

  const apply = (): void => {
    parts.onSending(isSending())
    look()
    parts.onChange()
  }
  const look = (): void => {
    const gate = track.gate()
    const heard = voice.look(isWanted && isSending())
    // In push-to-talk silence is the rule, and nobody forgets a key that has to be held down.
    const isForgettable = isWanted && settings.talkMode !== 'push-to-talk'
    const before = { ...speech, fault, bandwidth }
    ;({ fault, bandwidth } = heard)
    speech = watchSpeech({
      // In what my microphone hears, whether or not it is sent.
      speaks: gate === 'off' || gate === 'failed' ? heard.speaks : gate === 'open',
      sending: isWanted && isSending(),
      muted: isForgettable && (muted || deafened),
      idleMinutes: isForgettable ? settings.idleMuteMinutes : 0,
      now: clock.now(),
    })
    const hasChanged =
      before.isSpeaking !== speech.isSpeaking || before.talksWhileMuted !== speech.talksWhileMuted
    const hasFailed = fault !== before.fault
    if (hasFailed && fault !== null) parts.onEvent({ kind: 'microphone', state: 'failed', label: fault })
    if (hasChanged || hasFailed || bandwidth !== before.bandwidth) parts.onChange()
    if (speech.isIdle) parts.onIdle()
  }
  const chainWish = (): ChainWish => ({
    gate: settings.talkMode === 'voice' ? settings.gate : null,
    denoise: settings.processing.noise === 'rnnoise',
    stereo: settings.processing.stereo,
  })
  const fitTrack = (): void => {
    const mic = microphone.state.get()
    const source = mic.status === 'open' ? mic.track : null
    voice.setTrack(source)
    track.fit(source, chainWish())
  }

  parts.onSending(isSending())
  microphone.state.subscribe(() => {
    const mic = microphone.state.get()
    if (mic.status === 'open')
      parts.onEvent({ kind: 'microphone', state: 'open', label: mic.label.slice(0, 256) })
    if (mic.status === 'failed') parts.onEvent({ kind: 'microphone', state: 'failed', label: mic.error.code })
    fitTrack()
    parts.onChange()
  })

  return {
    fit(wanted) {
      if (wanted === isWanted) return
      isWanted = wanted
      if (wanted) microphone.open({ deviceId: device, processing: settings.processing })
      else {
        microphone.close()
        look()
      }
    },
    setSettings(next) {
      const before = settings
      settings = next
      if (JSON.stringify(before.processing) !== JSON.stringify(next.processing) && isWanted) {
        microphone.process(next.processing)
      }
      fitTrack()
      if (before.talkMode === next.talkMode) return
      cancelRelease()
      pressed = false
      apply()
    },
    setDevice(id) {
      device = id
      if (isWanted) microphone.open({ deviceId: id, processing: settings.processing })
    },
    setMuted(next, by = 'me') {
      muted = next
      mutedByIdle = next && by === 'idle'
      apply()
    },
    setDeafened(next) {
      deafened = next
      apply()
    },
    press(next) {
      cancelRelease()
      const set = (value: boolean): void => {
        pressed = value
        apply()
      }
      // Whoever lets go a little before the last word is still heard to its end.
      if (next || settings.talkMode !== 'push-to-talk' || settings.talkReleaseMs === 0) set(next)
      else cancelRelease = clock.setTimer(settings.talkReleaseMs, () => set(false))
    },
    isMuted: () => muted,
    isDeafened: () => deafened,
    view() {
      const mic = microphone.state.get()
      return mic.status === 'open'
        ? {
            status: 'open',
            label: mic.label,
            processing: readProcessing(mic.track, track.isDenoised()),
            gate: track.gate(),
            muted: muted || deafened,
            mutedByIdle,
            talksWhileMuted: speech.talksWhileMuted,
            sending: isSending(),
            fault,
          }
        : mic
    },
    level: () => (isSending() && track.gate() !== 'shut' ? voice.level() : 0),
    isSpeaking: () => speech.isSpeaking,
    bandwidth: () => bandwidth,
    look,
  }
}
