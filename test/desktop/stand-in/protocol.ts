type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()

export interface CustomScheme {
  readonly scheme: string
  readonly privileges?: {
    readonly standard?: boolean
    readonly secure?: boolean
    readonly supportFetchAPI?: boolean
    readonly stream?: boolean
  }
}

let isTooLate = false
/** Chromium has started: no scheme can get privileges any more. */
export function sealSchemes(): void {
  isTooLate = true
}

export const protocol = {
  registerSchemesAsPrivileged(_schemes: CustomScheme[]): void {
    if (isTooLate) throw new Error('registerSchemesAsPrivileged should be called before app is ready')
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already.`)
    handlers.set(scheme, handler)
  },
}

export const findHandler = (url: string): Handler | undefined =>
  handlers.get(new URL(url).protocol.slice(0, -1))

// Chromium takes no new scheme over its protocol. An intercepted https origin is a secure context as well:
// app://bundle/x  <->  https://bundle.app.standin/x

export function toChromium(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/.exec(url) ?? []
  return scheme !== undefined && handlers.has(scheme)
    ? `https://${host}.${scheme}.standin${rest || '/'}`
    : url
}

export function fromChromium(url: string): string {
  const [, blob, host, scheme, rest] =
    /^(blob:)?https:\/\/(.+)\.([a-z][a-z0-9+-]*)\.standin(\/.*)?$/.exec(url) ?? []
  return scheme === undefined ? url : `${blob ?? ''}${scheme}://${host}${rest ?? '/'}`
}
