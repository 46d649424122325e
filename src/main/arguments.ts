import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

const Environment = z.object({ TINCAN_PROFILE: z.string().min(1).optional() })

/** What the command line and the environment ask of the desktop app. Electron's own flags pass by. */
export interface AppArguments {
  /** Folder to keep everything in; null takes the system's. */
  readonly profile: string | null
}

export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): AppArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { profile: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  const profile =
    typeof values.profile === 'string' ? values.profile : Environment.safeParse(env).data?.TINCAN_PROFILE
  return { profile: profile === undefined || profile === '' ? null : resolve(profile) }
}
