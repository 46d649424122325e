import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A bus of a session of its own, by the real daemon. */
export interface PrivateBus {
  readonly address: string
  stop(): void
}

export async function startBus(): Promise<PrivateBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const failed = new Promise<never>((_, reject) => daemon.once('error', reject))
  const address = new Promise<string>((resolve) => createInterface(daemon.stdout).once('line', resolve))
  return { address: await Promise.race([address, failed]), stop: () => void daemon.kill() }
}
