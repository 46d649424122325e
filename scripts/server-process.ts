import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './run.ts'

/** A server in a process of its own, which ends with this one. */
export interface ServerProcess {
  readonly origin: string
  /** Its exit code. */
  readonly ended: Promise<number>
  stop(): void
}

/** Starts the server and waits until it listens; null if it gave up, which it explains itself. */
export async function startServer(args: readonly string[]): Promise<ServerProcess | null> {
  const child = spawn(process.execPath, [join(root, 'src/server/main.ts'), '--log-level', 'warn', ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const origin = await new Promise<string | null>((resolve) => {
    child.on('message', (message) => {
      if (isListening(message)) resolve(message.origin)
    })
    void ended.then(() => resolve(null))
  })
  if (origin === null) return null
  return { origin, ended, stop: () => void child.kill('SIGTERM') }
}

function isListening(message: unknown): message is { origin: string } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'listening'
}
