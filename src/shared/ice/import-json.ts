import { z } from 'zod'
import { parseJson } from '../json.ts'
import { found, refused, type Found } from './import-entry.ts'

const Texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]).catch([])

/**
 * `RTCIceServer` (W3C webrtc-pc, section 4.2.4) with its older spellings, and the answer of a TURN REST service, which
 * says `uris` and `password`.
 */
const Entry = z.object({
  urls: Texts.optional(),
  url: Texts.optional(),
  uris: Texts.optional(),
  username: z.string().catch('').default(''),
  credential: z.unknown().optional(),
  password: z.unknown().optional(),
  credentialType: z.unknown().optional(),
})

/** Names under which services wrap their lists. */
const WRAPPERS = ['iceServers', 'ice_servers', 'v', 'd', 'config', 'rtcConfiguration', 'data']
/** Deeper than any service wraps, and shallow enough for any stack. */
const DEPTH_LIMIT = 6

export function readJson(text: string): readonly Found[] {
  const value = parseJson(text.trim()) ?? parseJson(toJson(text))
  return value === undefined ? [refused(null, '', 'json')] : entriesOf(value, 0)
}

function entriesOf(value: unknown, depth: number): readonly Found[] {
  if (depth > DEPTH_LIMIT) return [refused(null, '', 'urls-missing')]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => entriesOf(item, depth + 1))
  // A bare URI in a list.
  if (typeof value === 'string') return [found({ line: null, uri: value, username: '', secret: null })]
  const wrapper = WRAPPERS.find(
    (key) => isObject(value) && typeof value[key] === 'object' && value[key] !== null,
  )
  if (isObject(value) && wrapper !== undefined) return entriesOf(value[wrapper], depth + 1)
  return toEntry(value)
}

function toEntry(value: unknown): readonly Found[] {
  const parsed = Entry.safeParse(value)
  if (!parsed.success) return [refused(null, '', 'urls-missing')]
  const { username, credential, password, credentialType } = parsed.data
  const uris = [...(parsed.data.urls ?? []), ...(parsed.data.url ?? []), ...(parsed.data.uris ?? [])]
  if (uris.length === 0) return [refused(null, '', 'urls-missing')]
  const secret = credential ?? password ?? null
  const isPassword =
    (secret === null || typeof secret === 'string') &&
    (credentialType === undefined || credentialType === 'password')
  // Each URI once, though a service may say it as `url` and as `urls`.
  return [...new Set(uris)].map((uri) =>
    isPassword ? found({ line: null, uri, username, secret }) : refused(null, uri, 'credential-type'),
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON out of an object as it stands in a script: from its first bracket on, with bare names, and with single quotes. */
function toJson(text: string): string {
  const from = text.search(/[[{]/)
  const to = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'))
  return text
    .slice(Math.max(0, from), to + 1)
    .replaceAll(/'([^'"\\\n]*)'/g, '"$1"')
    .replaceAll(/([{,]\s*)([A-Za-z_]\w*)(\s*:)/g, '$1"$2"$3')
    .replaceAll(/,(\s*[\]}])/g, '$1')
}
