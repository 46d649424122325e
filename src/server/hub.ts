import { toNameKey, type DeviceId, type NameKey } from '../shared/ids.ts'
import type { ServerEventData, ServerEventName } from '../shared/protocol/signaling-events.ts'
import type { DeviceRef } from './call-table.ts'

/** One authenticated connection. */
export interface Client extends DeviceRef {
  readonly key: NameKey
  emit<K extends ServerEventName>(event: K, data: ServerEventData<K>): void
  close(reason: ServerEventData<'server.closing'>['reason']): void
}

/** Who is connected. A device has one connection: a newer one takes the place of the older. */
export interface Hub {
  add(client: Client): void
  /** False when a newer connection of the device took its place already. */
  remove(client: Client): boolean
  devicesOf(key: NameKey): DeviceId[]
  isOnline(key: NameKey): boolean
  toDevice<K extends ServerEventName>(to: DeviceRef, event: K, data: ServerEventData<K>): void
  toName<K extends ServerEventName>(key: NameKey, event: K, data: ServerEventData<K>): void
  all(): Client[]
}

export function createHub(): Hub {
  const names = new Map<NameKey, Map<DeviceId, Client>>()
  return {
    add(client) {
      const devices = names.get(client.key) ?? new Map<DeviceId, Client>()
      const older = devices.get(client.device)
      devices.set(client.device, client)
      names.set(client.key, devices)
      older?.close('replaced')
    },
    remove(client) {
      const devices = names.get(client.key)
      if (devices?.get(client.device) !== client) return false
      devices.delete(client.device)
      if (devices.size === 0) names.delete(client.key)
      return true
    },
    devicesOf: (key) => [...(names.get(key)?.keys() ?? [])],
    isOnline: (key) => names.has(key),
    toDevice: (to, event, data) => names.get(toNameKey(to.name))?.get(to.device)?.emit(event, data),
    toName(key, event, data) {
      for (const client of names.get(key)?.values() ?? []) client.emit(event, data)
    },
    all: () => [...names.values()].flatMap((devices) => [...devices.values()]),
  }
}
