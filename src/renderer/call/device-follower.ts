import { chooseDevice, type AudioDevice, type DeviceRanking } from '../../shared/model/device.ts'
import type { DeviceList } from '../media/devices.ts'

/** Another device is in use, because one was plugged in or out or the system means another one. */
export interface DeviceMove {
  /** Null where the page cannot tell which one the system means. */
  readonly to: AudioDevice | null
  readonly from: AudioDevice
  /** The one of before is still there, and can be had back. */
  readonly canUndo: boolean
}

export interface DeviceFollowerParts {
  readonly ranking: DeviceRanking
  readonly list: DeviceList
  /** From now on this one, by its id; empty is where the system is. */
  readonly onChoice: (id: string) => void
  readonly onMoved: (move: DeviceMove) => void
}

/** Finds the device that is meant, of one kind, while devices come and go. */
export interface DeviceFollower {
  /** Id of the device that is meant; empty follows the system. */
  current(): string
  /** Name of that device, or of the one that the system means; empty while the page is not told. */
  label(): string
  /** The person chose. */
  setRanking(ranking: DeviceRanking): void
  /** These are there now. */
  setList(list: DeviceList): void
  /** Back to the device of before the last move, until devices come or go again. */
  undo(): void
  /** This one does not open: the next one is taken, until devices come or go again. */
  avoid(id: string): void
}

export function createDeviceFollower(parts: DeviceFollowerParts): DeviceFollower {
  let { ranking, list } = parts
  let avoided: readonly string[] = []
  /** What the person went back to, against the ranking. */
  let kept: AudioDevice | null = null
  let lastMove: DeviceMove | null = null

  const choose = (): { id: string; device: AudioDevice | null } => {
    const usable = list.devices.filter(({ id }) => !avoided.includes(id))
    const chosen = (kept && usable.find(({ id }) => id === kept?.id)) ?? chooseDevice(ranking, usable)
    return chosen === null ? { id: '', device: list.system } : { id: chosen.id, device: chosen }
  }
  let now = choose()

  /** Gives the device of before when it is another one than now. */
  const apply = (): AudioDevice | null => {
    const before = now
    now = choose()
    const isSame = before.id === now.id && before.device?.id === now.device?.id
    if (isSame) return null
    parts.onChoice(now.id)
    return before.device?.id === now.device?.id ? null : before.device
  }

  return {
    current: () => now.id,
    label: () => now.device?.label ?? '',
    setRanking(next) {
      if (JSON.stringify(next) === JSON.stringify(ranking)) return
      ranking = next
      kept = null
      avoided = []
      apply()
    },
    setList(next) {
      const isOther = idsOf(next) !== idsOf(list)
      list = next
      if (isOther) {
        kept = null
        avoided = []
      }
      const from = apply()
      // What it was before is not known while a page is not told of devices.
      if (from === null || next.devices.length === 0) return
      lastMove = { to: now.device, from, canUndo: list.devices.some(({ id }) => id === from.id) }
      parts.onMoved(lastMove)
    },
    undo() {
      if (lastMove?.canUndo !== true) return
      kept = lastMove.from
      lastMove = null
      apply()
    },
    avoid(id) {
      if (id === '' || avoided.includes(id)) return
      avoided = [...avoided, id]
      apply()
    },
  }
}

const idsOf = ({ devices }: DeviceList): string => JSON.stringify(devices.map(({ id }) => id).toSorted())
