import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import type { HostCore } from '../shared/host-core.ts'
import { APP_ID } from './app-id.ts'
import type { LaunchCommand } from './launch-command.ts'

/** Whether Tincan starts, hidden, when this person logs in. The system's own word is the truth. */
export interface Autostart {
  isOn(): boolean
  /** Throws when the system does not let it. */
  set(isOn: boolean): void
  /** Whether it was that which started the app just now, where the system cannot say so by `--hidden`. */
  hasStarted(): boolean
}

export interface AutostartParts {
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
  readonly platform: string
  readonly env: NodeJS.ProcessEnv
  readonly command: LaunchCommand
}

export function createAutostart(parts: AutostartParts): Autostart {
  if (parts.platform === 'linux') return createXdgAutostart(parts)
  const { app } = parts
  const [path, ...args] = parts.command
  // Windows asks for the same program and arguments as it was told; macOS starts the app with none.
  const isWindows = parts.platform === 'win32'
  const item = isWindows ? { path, args: [...args, '--hidden'] } : {}
  return {
    isOn: () => app.getLoginItemSettings(item).openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ ...item, openAtLogin }),
    hasStarted: () => !isWindows && app.getLoginItemSettings().wasOpenedAtLogin,
  }
}

/** A desktop entry in the person's autostart folder (Desktop Application Autostart Specification). */
function createXdgAutostart({ env, command }: AutostartParts): Autostart {
  const config = env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const file = join(config, 'autostart', `${APP_ID}.desktop`)
  return {
    isOn() {
      try {
        return !/^Hidden=true$/m.test(readFileSync(file, 'utf8'))
      } catch {
        return false
      }
    },
    set(isOn) {
      if (!isOn) return rmSync(file, { force: true })
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, desktopEntry([...command, '--hidden']))
    },
    hasStarted: () => false,
  }
}

export function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tincan',
    'Comment=Voice calls by name',
    `Exec=${command.map(quoteArgument).join(' ')}`,
    `Icon=${APP_ID}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/**
 * An argument of an Exec line (Desktop Entry Specification, "The Exec key"): quoted, with the four characters that mean
 * something within quotes escaped; backslashes once more, because the line is a string; a percent sign doubled.
 */
function quoteArgument(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, String.raw`\$&`)
  return `"${escaped.replaceAll('\\', String.raw`\\`).replaceAll('%', '%%')}"`
}

/** Lets the system follow the setting, and the setting what the system really does. */
export async function keepAutostart(
  core: Pick<HostCore, 'state' | 'onState' | 'settings'>,
  autostart: Autostart,
): Promise<void> {
  const follow = (wish: boolean): void => {
    if (wish === autostart.isOn()) return
    try {
      autostart.set(wish)
    } catch (error) {
      console.error('Starting at login cannot be changed:', error)
    }
    const startAtLogin = autostart.isOn()
    if (startAtLogin !== wish) void core.settings.update({ startAtLogin })
  }
  // A person may have changed it in the system meanwhile, so that its word comes first.
  const { settings } = await core.state()
  const startAtLogin = autostart.isOn()
  if (startAtLogin !== settings.startAtLogin) await core.settings.update({ startAtLogin })
  core.onState(({ slice, value }) => {
    if (slice === 'settings') follow(value.startAtLogin)
  })
}
