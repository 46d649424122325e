import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Namespace } from '../test/network/support/namespace.ts'
import { startPerson, type Person } from '../test/support/person.ts'
import { connectBare } from './bare-pair.ts'
import { ready } from './tincan-call.ts'

const PORT = 7481

/** Browsers with nothing but a bare connection, at the places where Tincan's are, with the same flags. */
export interface BareHosts {
  /** @param flags further ones of Chromium */
  start(at: Namespace, frequency: number, flags?: readonly string[]): Promise<Page>
  close(): Promise<void>
}

/** @param address of the namespace in which the relay between them runs */
export async function startBareHosts(at: Namespace, address: string): Promise<BareHosts> {
  const origin = `http://${address}:${PORT}`
  const people: Person[] = []
  const script = join(import.meta.dirname, 'bare-relay.ts')
  const relay = spawn('ip', ['netns', 'exec', at.name, process.execPath, script, String(PORT)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(relay, 'message')
  return {
    async start(place, frequency, flags = []) {
      const person = await startPerson(origin, {
        frequency,
        prefix: place.prefix,
        bypassCSP: true,
        flags: [`--unsafely-treat-insecure-origin-as-secure=${origin}`, ...flags],
      })
      people.push(person)
      const page = await ready(person)
      await connectBare(page)
      return page
    },
    async close() {
      await Promise.allSettled(people.map((person) => person.close()))
      relay.kill()
    },
  }
}
