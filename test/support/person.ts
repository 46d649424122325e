import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { findChromium } from './find-chromium.ts'
import { observe, type Observed } from './observe.ts'
import type { Pulse } from './pulse.ts'
import { writeTone } from './tone.ts'
import { writeWav, type Sound } from './wav.ts'

/** Flags that keep a test's Chromium quiet, and give it a microphone that plays a tone. */
export function chromiumFlags(microphone: { tone: string } | 'real' | 'none'): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
    '--autoplay-policy=no-user-gesture-required',
    // Host candidates with plain addresses: there is no mDNS responder on a test machine.
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    ...(microphone === 'none' ? [] : ['--use-fake-ui-for-media-stream']),
    ...(typeof microphone === 'string'
      ? []
      : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone.tone}`]),
  ]
}

/** A person at a computer: a Chromium process of its own, with a tone as voice. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly frequency: number
  close(): Promise<void>
}

export interface BrowserPerson extends Person {
  /** The folder of the browser's profile. */
  readonly profile: string
}

export interface PersonOptions {
  /** Hz */
  readonly frequency: number
  /** What the microphone plays over and over instead of a tone. */
  readonly voice?: Sound
  /** False: Chromium denies the microphone. */
  readonly microphone?: boolean
  readonly locale?: string
  /** Real devices of this sound server, instead of a microphone that plays the tone. */
  readonly pulse?: Pulse
  /** Runs the browser elsewhere, e.g. `['ip', 'netns', 'exec', NAME]`. */
  readonly prefix?: readonly string[]
  /** Further flags of Chromium. */
  readonly flags?: readonly string[]
  /** The proxy of its network, and what it answers when that asks who it is. */
  readonly proxy?: { readonly server: string; readonly username?: string; readonly password?: string }
  /** For benchmarks that put their own script into the page. */
  readonly bypassCSP?: boolean
  /** A profile to start from, which is copied. */
  readonly profile?: string
}

export async function startPerson(url: string, options: PersonOptions): Promise<BrowserPerson> {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-person-'))
  const tone = join(folder, 'tone.wav')
  if (options.voice === undefined) writeTone(tone, options.frequency)
  else writeWav(tone, options.voice)
  const profile = join(folder, 'profile')
  if (options.profile !== undefined) {
    // The lock files of a browser that still runs are links to nowhere, and not part of the profile.
    const filter = (file: string): boolean => !basename(file).startsWith('Singleton')
    cpSync(options.profile, profile, { recursive: true, filter })
  }
  const chromiumPath = findChromium() ?? ''
  const microphone = options.microphone === false ? 'none' : options.pulse ? 'real' : { tone }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.prefix === undefined ? chromiumPath : wrap(folder, options.prefix, chromiumPath),
    headless: true,
    args: [...chromiumFlags(microphone), ...(options.flags ?? [])],
    ...(options.pulse && {
      ignoreDefaultArgs: ['--mute-audio'],
      env: { ...(process.env as Record<string, string>), ...options.pulse.env },
    }),
    locale: options.locale ?? 'en-US',
    ...(options.proxy !== undefined && { proxy: options.proxy }),
    bypassCSP: options.bypassCSP ?? false,
    viewport: { width: 1040, height: 720 },
  })
  await context.addInitScript(observe)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(url)
  return {
    page,
    context,
    frequency: options.frequency,
    profile,
    async close() {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Strength of a tone in what the page receives, in dBFS of the loudest connection; -Infinity without any sound. */
export function heardLevel(page: Page, frequency: number): Promise<number> {
  return page.evaluate(
    (hz) => (globalThis as unknown as { observed: Observed }).observed.heard(hz),
    frequency,
  )
}

export function observed<T>(page: Page, read: (seen: Observed) => T | Promise<T>): Promise<T> {
  return page.evaluate<T>(`(${read.toString()})(globalThis.observed)`)
}

/** A program that runs Chromium behind a prefix: Playwright takes one file and its own arguments only. */
function wrap(folder: string, prefix: readonly string[], chromiumPath: string): string {
  const file = join(folder, 'chromium')
  writeFileSync(file, `#!/bin/sh\nexec ${prefix.join(' ')} ${chromiumPath} "$@"\n`, { mode: 0o755 })
  return file
}
