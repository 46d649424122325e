import { EventEmitter } from 'node:events'
import type { CdpSession } from './cdp.ts'
import { CancelableEvent } from './events.ts'
import { fromChromium, protocol, toChromium } from './protocol.ts'
import { record } from './record.ts'

type Media = 'audio' | 'video'
export interface PermissionRequest {
  readonly requestingUrl: string
  readonly isMainFrame: boolean
  readonly mediaTypes?: Media[]
}
export interface PermissionCheck {
  readonly requestingUrl?: string
  readonly isMainFrame: boolean
  readonly mediaType?: Media | 'unknown'
}
type RequestHandler = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: PermissionRequest,
) => void
type CheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: PermissionCheck,
) => boolean

/** Chromium's name for a permission, and what Electron asks its handlers about it. */
const PERMISSIONS: readonly { name: string; permission: string; media?: Media }[] = [
  { name: 'microphone', permission: 'media', media: 'audio' },
  { name: 'camera', permission: 'media', media: 'video' },
  { name: 'notifications', permission: 'notifications' },
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'local-network-access', permission: 'local-network-access' },
]

let requestHandler: RequestHandler | null = null
let checkHandler: CheckHandler | null = null

export class Session extends EventEmitter<{ 'will-download': [CancelableEvent, { getURL(): string }] }> {
  readonly protocol = protocol
  /** What Chromium would answer, which runs with the same flag. It never takes a proxy for loopback. */
  async resolveProxy(url: string): Promise<string> {
    const flag = process.argv.find((arg) => arg.startsWith('--proxy-server='))
    const [, scheme = 'http', place] =
      /^--proxy-server=(?:(http|https|socks4|socks5):\/\/)?(.+)$/.exec(flag ?? '') ?? []
    const { hostname } = new URL(url)
    if (place === undefined || /^(localhost|127\.|\[::1\])/.test(hostname)) return 'DIRECT'
    return `${scheme === 'http' ? 'PROXY' : scheme.toUpperCase()} ${place}`
  }
  /** Chromium's profile is gone with the process. */
  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    requestHandler = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    checkHandler = handler
  }
}

export const session = { defaultSession: new Session() }

/** Asks the app about everything that a page wants to save. */
export async function followDownloads(browser: CdpSession, folder: string): Promise<void> {
  browser.on('Browser.downloadWillBegin', ({ guid, url }) => {
    const event = new CancelableEvent()
    const address = fromChromium(url)
    session.defaultSession.emit('will-download', event, { getURL: () => address })
    if (event.defaultPrevented) browser.send('Browser.cancelDownload', { guid }).catch(() => {})
  })
  await browser.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
}

/** Chromium's prompt cannot be answered over its protocol: the handlers are asked when a page is loaded. */
export async function applyPermissions(browser: CdpSession, contents: unknown, url: string): Promise<void> {
  const { origin } = new URL(toChromium(url))
  if (origin === 'null') return
  for (const { name, permission, media } of PERMISSIONS) {
    const granted = await decide(contents, url, permission, media)
    record.permissions.set(media === undefined ? permission : `${permission}:${media}`, granted)
    const setting = granted ? 'granted' : 'denied'
    await browser.send('Browser.setPermission', { permission: { name }, setting, origin })
  }
}

async function decide(
  contents: unknown,
  url: string,
  permission: string,
  media: Media | undefined,
): Promise<boolean> {
  const details = { requestingUrl: url, isMainFrame: true }
  const kind = media === undefined ? {} : { mediaType: media }
  const isAllowed = checkHandler?.(contents, permission, url, { ...details, ...kind }) ?? true
  const request = requestHandler
  if (!isAllowed || request === null) return isAllowed
  const kinds = media === undefined ? {} : { mediaTypes: [media] }
  return new Promise((resolve) => request(contents, permission, resolve, { ...details, ...kinds }))
}
