import { existsSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts'
import { rangeOf, sendUpdateFile } from './update-files.ts'

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    // WebAssembly for RNNoise; it opens no door to eval().
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    // A guest may name another server than the one that gave the page.
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Permissions-Policy': 'microphone=(self), speaker-selection=(self), camera=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

export interface WebPagesParts {
  readonly webDir: string | null
  readonly updatesDir: string | null
  readonly health: () => object
}

/** The HTTP side: a health check, the files of the browser host, and the updates of the desktop app. */
export function createWebPages({ webDir, updatesDir, health }: WebPagesParts): RequestListener {
  const isBuilt = webDir !== null && existsSync(join(webDir, 'index.html'))
  const files = isBuilt
    ? sirv(webDir, {
        etag: true,
        setHeaders(response, path) {
          // Names in assets/ carry a hash of their content.
          const isHashed = path.startsWith('/assets/')
          response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
    : null
  return (request: IncomingMessage, response: ServerResponse) => {
    // The stream of a file would throw at a range that ends before its start.
    if (rangeOf(request.headers.range ?? '', Number.MAX_SAFE_INTEGER) === null) delete request.headers.range
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === '/healthz') return sendJson(response, health())
    if (path === '/.well-known/tincan') return sendJson(response, { protocol: PROTOCOL_VERSION })
    if (updatesDir !== null && path.startsWith('/updates/')) {
      void sendUpdateFile(updatesDir, path, request, response).then(
        (isSent) => isSent || sendText(response, 404, 'Not found.'),
      )
      return
    }
    if (files !== null) return files(request, response, () => sendText(response, 404, 'Not found.'))
    const text = 'This Tincan server has no web pages. Run "npm run build" and start it again.'
    sendText(response, path === '/' ? 200 : 404, text)
  }
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(value))
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
