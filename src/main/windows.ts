import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, Shell, WebPreferences } from 'electron'

/** The page's own scheme: it is no file, and no other program can serve it. */
export const APP_SCHEME = 'app'
export const APP_ORIGIN = `${APP_SCHEME}://bundle`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // WebAssembly for RNNoise; it opens no door to eval().
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** Gives the files of `folder`, and nothing outside of it, to our own page. */
export function servePages(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return new Response(null, { status: 404 })
    try {
      const path = normalize(join(folder, decodeURIComponent(url.pathname)))
      if (!path.startsWith(folder + sep)) return new Response(null, { status: 404 })
      return new Response(await readFile(path), {
        headers: {
          'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'X-Content-Type-Options': 'nosniff',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  }
}

/** What every window of Tincan is made with: no Node, a sandbox, and a world of its own for the preload script. */
export function safePreferences(preload: string, additionalArguments: string[]): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    additionalArguments,
  }
}

export function windowOptions(preload: string, version: string): BrowserWindowConstructorOptions {
  return {
    width: 1040,
    height: 720,
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: 'Tincan',
    autoHideMenuBar: true,
    webPreferences: safePreferences(preload, [`--tincan-version=${version}`]),
  }
}

/**
 * Microphone for our own page, its own loudspeaker choice, servers on the local network, and text that a person copies
 * (never what others copied); nothing else, for nobody else.
 */
export function isPermitted(permission: string, origin: string, media: readonly string[]): boolean {
  if (origin !== APP_ORIGIN && !origin.startsWith(`${APP_ORIGIN}/`)) return false
  if (permission === 'media') return media.length > 0 && media.every((kind) => kind === 'audio')
  return [
    'speaker-selection',
    'local-network-access',
    'local-network',
    'loopback-network',
    'clipboard-sanitized-write',
  ].includes(permission)
}

/** What our own page made, for a person who saves it and is asked where to; nothing from the network. */
export function isOwnFile(url: string): boolean {
  return url.startsWith(`blob:${APP_ORIGIN}/`)
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(isPermitted(permission, details.requestingUrl, media))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isPermitted(permission, origin, details.mediaType === undefined ? [] : [details.mediaType]),
  )
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault()
  })
}

/** The page stays where it is; a link to the web opens in the person's browser. */
export function guardNavigation(window: BrowserWindow, shell: Pick<Shell, 'openExternal'>): void {
  const contents = window.webContents
  contents.setWindowOpenHandler(({ url }) => {
    if (URL.canParse(url) && new URL(url).protocol === 'https:') void shell.openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
