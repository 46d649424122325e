import type { Clock } from '../../shared/clock.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { DeviceWatch } from '../media/devices.ts'
import type { LevelMeter, VoiceMeter } from '../media/levels.ts'
import type { Microphone } from '../media/microphone.ts'
import type { CreateSendChain } from '../media/voice-chain/send-chain.ts'
import { findHeadsetDrop } from './headset-drop.ts'
import { createOwnDevices, type DeviceNotice } from './own-devices.ts'
import { createOwnSound } from './own-sound.ts'
import type { PeerSlots } from './peer-slots.ts'
import type { CallSessionState } from './session.ts'

/** My side of all calls: the devices in use, what leaves my microphone, and whether I hear anybody. */
export interface OwnSide {
  /** Opens the microphone, or closes it. */
  fit(isWanted: boolean): void
  setSettings(settings: Settings): void
  /** Also ends that I hear nobody, when it is no more. */
  setMuted(muted: boolean): void
  setDeafened(deafened: boolean): void
  press(pressed: boolean): void
  undoDevice(): void
  dismissDeviceNotice(): void
  /** By my wish; a talk key that is up is not told, because it would be told all the time. */
  isSilent(): boolean
  isSpeaking(): boolean
  level(): number
  view(): Omit<CallSessionState, 'calls'>
  /** Ids; empty is where the system plays. */
  speakers(): { readonly speaker: string; readonly ringSpeaker: string }
  /** Looks whether I speak; to be called some times a second. */
  look(): void
  refreshDevices(): void
  close(): void
}

export interface OwnSideParts {
  readonly clock: Clock
  readonly settings: Settings
  readonly microphone: Microphone
  readonly devices: DeviceWatch
  readonly createMeter: (track: MediaStreamTrack) => VoiceMeter
  readonly createRawMeter: (track: MediaStreamTrack) => LevelMeter
  readonly createChain: CreateSendChain
  readonly peers: Pick<PeerSlots, 'setTrack' | 'setSending' | 'setSpeaker' | 'setDeafened'>
  readonly onEvent: (event: LogEvent) => void
  readonly onSilence: () => void
  /** Another speaker is in use. */
  readonly onSpeakers: () => void
  readonly onChange: () => void
}

export function createOwnSide(parts: OwnSideParts): OwnSide {
  const { peers, onEvent, onChange } = parts
  let isWanted = false
  let deviceNotice: DeviceNotice | null = null
  const setDeviceNotice = (notice: DeviceNotice | null): void => {
    deviceNotice = notice
    onChange()
  }
  const noteSpeaker = (): void => onEvent({ kind: 'speaker', label: devices.label('speaker') })

  const devices = createOwnDevices({
    watch: parts.devices,
    settings: parts.settings,
    onChoice(kind) {
      if (kind === 'microphone') sound.setDevice(devices.current(kind))
      if (kind === 'speaker') {
        peers.setSpeaker(devices.current(kind))
        noteSpeaker()
      }
      parts.onSpeakers()
    },
    onNotice(notice) {
      // Outside of a call nobody waits for the sound of a device.
      if (isWanted) setDeviceNotice(notice)
    },
  })
  peers.setSpeaker(devices.current('speaker'))
  const sound = createOwnSound({
    clock: parts.clock,
    settings: parts.settings,
    device: devices.current('microphone'),
    microphone: parts.microphone,
    createMeter: parts.createMeter,
    createRawMeter: parts.createRawMeter,
    createChain: parts.createChain,
    onTrack(track) {
      peers.setTrack(track)
      // One that is gone has a successor; and devices have names from the first use of a microphone on.
      devices.refresh()
    },
    onSending: peers.setSending,
    onIdle: () => setMuted(true, 'idle'),
    onEvent,
    onChange,
  })
  parts.microphone.onRefused((id) => devices.avoid('microphone', id))

  const isSilent = (): boolean => sound.isMuted() || sound.isDeafened()
  const tellSilence = (): void => {
    onEvent({ kind: 'mute', side: 'me', muted: isSilent() })
    parts.onSilence()
  }
  const setMuted = (muted: boolean, by: 'me' | 'idle' = 'me'): void => {
    sound.setMuted(muted, by)
    // Whoever wants to be heard again wants to hear again too.
    if (!muted && sound.isDeafened()) setDeafened(false)
    else tellSilence()
  }
  const setDeafened = (deafened: boolean): void => {
    sound.setDeafened(deafened)
    peers.setDeafened(deafened)
    tellSilence()
  }

  return {
    fit(wanted) {
      if (wanted && !isWanted) noteSpeaker()
      isWanted = wanted
      sound.fit(wanted)
      if (!wanted) deviceNotice = null
    },
    setSettings(settings) {
      sound.setSettings(settings)
      devices.setSettings(settings)
    },
    setMuted: (muted) => setMuted(muted),
    setDeafened,
    press: sound.press,
    undoDevice() {
      if (deviceNotice?.type === 'moved') devices.undo(deviceNotice.kind)
      setDeviceNotice(null)
    },
    dismissDeviceNotice: () => setDeviceNotice(null),
    isSilent,
    isSpeaking: sound.isSpeaking,
    level: sound.level,
    view: () => ({
      microphone: sound.view(),
      mutedWish: sound.isMuted(),
      deafened: sound.isDeafened(),
      headsetDrop: findHeadsetDrop(parts, devices.current('speaker'), sound.bandwidth()),
      deviceNotice,
    }),
    speakers: () => ({ speaker: devices.current('speaker'), ringSpeaker: devices.current('ringSpeaker') }),
    look: sound.look,
    refreshDevices: devices.refresh,
    close: devices.close,
  }
}
