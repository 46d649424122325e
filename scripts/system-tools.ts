import { existsSync } from 'node:fs'
import { findChromium } from '../test/support/find-chromium.ts'
import { run, which } from './run.ts'

/** A program or font that suites need and npm does not bring, by the name of its Debian package. */
interface SystemTool {
  readonly package: string
  readonly isThere: () => boolean
}

const program = (name: string) => (): boolean => which(name) !== null

/** For the network suite: routers, firewalls, relays and their certificates. */
export const NETWORK_TOOLS: readonly SystemTool[] = [
  { package: 'coturn', isThere: program('turnserver') },
  { package: 'nftables', isThere: program('nft') },
  { package: 'iproute2', isThere: program('ip') },
  { package: 'conntrack', isThere: program('conntrack') },
  { package: 'procps', isThere: program('sysctl') },
  { package: 'openssl', isThere: program('openssl') },
]

/** The validators of what a Linux desktop reads; without them the tests that need them are skipped. */
const DESKTOP_VALIDATORS: readonly SystemTool[] = [
  { package: 'desktop-file-utils', isThere: program('desktop-file-validate') },
  { package: 'appstream', isThere: program('appstreamcli') },
]

/** For the desktop suite: a display for the windows, something that presses its keys, and a bus for a portal. */
const DESKTOP_TOOLS: readonly SystemTool[] = [
  { package: 'xvfb', isThere: program('Xvfb') },
  { package: 'xdotool', isThere: program('xdotool') },
  { package: 'dbus-daemon', isThere: program('dbus-daemon') },
]

/** The browser, Hangul for the screenshots, and somebody who speaks. */
const ALL: readonly SystemTool[] = [
  { package: 'chromium', isThere: () => findChromium() !== null },
  {
    package: 'fonts-noto-cjk',
    isThere: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
  // Real sound devices for the tests of devices.
  { package: 'pulseaudio', isThere: program('pulseaudio') },
  { package: 'pulseaudio-utils', isThere: program('pactl') },
  { package: 'espeak-ng', isThere: program('espeak-ng') },
  ...NETWORK_TOOLS,
  ...DESKTOP_TOOLS,
  ...DESKTOP_VALIDATORS,
]

export function missing(tools: readonly SystemTool[]): string[] {
  return tools.filter((tool) => !tool.isThere()).map((tool) => tool.package)
}

/** Installs what is missing, as far as this is Debian and we are root. */
export async function installSystemTools(): Promise<void> {
  const wanted = missing(ALL)
  if (wanted.length === 0 || process.getuid?.() !== 0 || which('apt-get') === null) return
  console.log(`Installing ${wanted.join(', ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
    env,
    stdio: 'ignore',
  })
}
