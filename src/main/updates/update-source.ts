import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { proxyLogin } from '../proxy-login.ts'
import { feedName } from './feed-signature.ts'
import { createUpdater } from './updater.ts'
import type { UpdatesParts } from './updates.ts'

/** How this app came onto the computer. */
export interface Installation {
  readonly isPackaged: boolean
  readonly platform: string
  readonly arch: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The archive of the app, which lies in the resources of the installation. */
  readonly appFolder: string
}

/** What `npm run dist` writes into the package.json of the app: the public key of the updates. */
const Package = z.object({ updateKey: z.string() })

/** The updater of this installation, or why there is none. electron-updater is loaded when it is first needed. */
export function updateSource(installation: Installation): UpdatesParts['source'] {
  const { isPackaged, platform, arch, environment, appFolder } = installation
  const resources = dirname(appFolder)
  if (!isPackaged || !existsSync(join(resources, 'app-update.yml'))) return { reason: 'no-feed' }
  if (platform === 'linux') {
    if (existsSync(join(resources, 'package-type'))) return { reason: 'package-manager' }
    // Unpacked into some folder.
    if (environment['APPIMAGE'] === undefined) return { reason: 'portable' }
  }
  if (platform === 'win32' && environment['PORTABLE_EXECUTABLE_FILE'] !== undefined)
    return { reason: 'portable' }
  const { data } = Package.safeParse(JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')))
  if (data === undefined) return { reason: 'no-feed' }
  return {
    async open() {
      const { autoUpdater } = await import('electron-updater')
      // A proxy that asks for a password would else be waited for without an end.
      autoUpdater.on('login', ({ isProxy, host, port }, answer) => {
        const login = isProxy ? proxyLogin(environment, host, port) : null
        // Empty ones end the request.
        answer(login?.username ?? '', login?.password ?? '')
      })
      return createUpdater(autoUpdater, data.updateKey, feedName(platform, arch))
    },
  }
}
