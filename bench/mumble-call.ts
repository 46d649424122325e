import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from '../test/support/display.ts'
import type { Pulse } from '../test/support/pulse.ts'

const PORT = 64_739

/** What is missing for a call with Mumble, or null. */
export function whyNoMumble(): string | null {
  const missing = ['mumble', 'murmurd', 'Xvfb', 'xdotool'].filter(
    (program) => spawnSync('which', [program]).status !== 0,
  )
  return missing.length === 0 ? null : `${missing.join(', ')} not installed`
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Two clients of Mumble at its own server, as they come; one talks all the time, the other is muted. */
export async function startMumbleCall(pulse: Pulse): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-mumble-'))
  // The server becomes a user of its own.
  chmodSync(folder, 0o777)
  const display = await startDisplay()
  const running: ChildProcess[] = []
  const start = (command: string, args: readonly string[], env: Readonly<Record<string, string>>): void => {
    running.push(spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' }))
  }
  const stop = async (): Promise<void> => {
    for (const child of running.toReversed()) child.kill('SIGKILL')
    display.stop()
    await pause(300)
    rmSync(folder, { recursive: true, force: true })
  }
  const settings = join(folder, 'server.ini')
  writeFileSync(
    settings,
    `port=${PORT}\ndatabase=${join(folder, 'server.sqlite')}\nwelcometext=\nbonjour=false\n`,
  )
  start('murmurd', ['-fg', '-ini', settings], {})
  await pause(1_500)
  for (const name of ['talker', 'listener']) {
    const home = join(folder, name)
    const config = join(home, '.config', 'Mumble')
    mkdirSync(config, { recursive: true })
    writeFileSync(
      join(config, 'Mumble.conf'),
      [
        '[General]',
        'lastupdate=2',
        '[audio]',
        'input=PulseAudio',
        'output=PulseAudio',
        'transmit=0',
        `mute=${name === 'listener'}`,
        '[ui]',
        'disablepubliclist=true',
        'askonquit=false',
        '[net]',
        'pingserversdialogviewed=true',
        '',
      ].join('\n'),
    )
    start('mumble', ['-m', `mumble://${name}@127.0.0.1:${PORT}/?version=1.2.0`], {
      ...pulse.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local'),
      DISPLAY: display.name,
    })
    // It makes a certificate of its own, and asks whether to trust that of the server.
    for (const key of ['alt+n', 'Return', 'alt+y']) {
      await pause(3_000)
      // Without a window manager keys go to where the pointer is.
      execFileSync('xdotool', ['mousemove', '200', '100', 'key', key], {
        env: { ...process.env, DISPLAY: display.name },
      })
    }
    await pause(1_500)
  }
  return stop
}
