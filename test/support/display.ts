import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** A display of X11 that nobody sees (Xvfb), with keys that nobody presses. */
export interface Display {
  /** For the environment, e.g. `:99`. */
  readonly name: string
  stop(): void
}

export async function startDisplay(): Promise<Display> {
  // It chooses a number that is free, and says it on the last of these.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = new Promise<never>((_, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)))
  })
  ended.catch(() => {})
  const number = new Promise<string>((resolve) =>
    createInterface(server.stdio[3] as Readable).once('line', resolve),
  )
  return { name: `:${await Promise.race([number, ended])}`, stop: () => void server.kill() }
}
