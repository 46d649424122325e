import { sep } from 'node:path'

export interface LaunchParts {
  readonly execPath: string
  /** The folder of an app that is not packed, which is run by its path; null for a packed one. */
  readonly appFolder: string | null
  readonly profile: string | null
  readonly env: NodeJS.ProcessEnv
}

/** What starts this very app again: its program, and the arguments that it cannot do without. */
export type LaunchCommand = readonly [program: string, ...args: string[]]

export function launchCommand({ execPath, appFolder, profile, env }: LaunchParts): LaunchCommand {
  const own = profile === null ? [] : [`--profile=${profile}`]
  return appFolder === null ? [lastingProgram(execPath, env), ...own] : [execPath, appFolder, ...own]
}

/** An AppImage and a portable program of Windows run from a place that is gone after them; they themselves stay. */
function lastingProgram(execPath: string, env: NodeJS.ProcessEnv): string {
  const { APPDIR, APPIMAGE, PORTABLE_EXECUTABLE_FILE } = env
  // Another program that is an AppImage leaves its own in what it starts.
  if (APPIMAGE && APPDIR && execPath.startsWith(APPDIR + sep)) return APPIMAGE
  return PORTABLE_EXECUTABLE_FILE || execPath
}
