import { sessionBus, type MessageBus } from 'dbus-native'

/** Where the D-Bus of a person's session is (D-Bus Specification, "Well-known Message Bus Instances"). */
export function sessionBusAddress(env: NodeJS.ProcessEnv): string {
  return env['DBUS_SESSION_BUS_ADDRESS'] || `unix:path=${env['XDG_RUNTIME_DIR'] ?? ''}/bus`
}

/** Connects, and waits until the bus knows us. `onGone` is told when it is gone later on, once or more. */
export async function openSessionBus(busAddress: string, onGone: () => void): Promise<MessageBus> {
  const bus = sessionBus({ busAddress })
  // It emits errors, which would end the process if nobody listened.
  bus.connection.on('error', onGone)
  bus.connection.on('close', onGone)
  await bus.getId()
  return bus
}
