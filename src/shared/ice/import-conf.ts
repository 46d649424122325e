import { found, refused, type Found } from './import-entry.ts'

// A part of coturn's turnserver.conf, or URIs line by line, or both. What a configuration says besides the place of its
// server and its users does not matter to a client.

interface Line {
  readonly number: number
  readonly key: string
  readonly value: string
}

/** Keys that tell a configuration from anything else. */
const KEYS = new Set([
  'listening-port',
  'tls-listening-port',
  'listening-ip',
  'external-ip',
  'relay-ip',
  'realm',
  'server-name',
  'user',
  'lt-cred-mech',
  'use-auth-secret',
  'static-auth-secret',
  'no-udp',
  'no-tcp',
  'no-tls',
  'cert',
  'pkey',
])

export function readConf(text: string): readonly Found[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((content, index) => ({ number: index + 1, content: content.trim() }))
    .filter(({ content }) => content !== '' && !/^([#;]|\/\/)/.test(content))
  const settings = lines.flatMap(({ number, content }) => toSetting(number, content))
  const isConf = settings.some(({ key }) => KEYS.has(key))
  // In a configuration whatever is no URI is a setting; otherwise every line is to be a URI.
  const uris = lines.filter(({ content }) => !isConf || /^(stuns?|turns?):/i.test(content))
  return [
    ...uris.map(({ number, content }) => toUri(number, content)),
    ...(isConf ? toServers(settings) : []),
  ]
}

/** A URI, perhaps with a user name and a secret behind it. */
function toUri(line: number, content: string): Found {
  const [uri = '', username = '', secret = null, ...rest] = content
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
  return rest.length > 0 ? refused(line, uri, 'whitespace') : found({ line, uri, username, secret })
}

function toSetting(number: number, content: string): readonly Line[] {
  const [whole = '', key] = /^-{0,2}([a-z][a-z0-9-]*)(?=[\s=]|$)/i.exec(content) ?? []
  if (key === undefined) return []
  // In two steps: one expression for key and value would try every way to share the spaces between them.
  const value = content.slice(whole.length).trimStart().replace(/^=/, '').trim()
  return [{ number, key: key.toLowerCase(), value: value.replace(/^"(.*)"$/s, '$1') }]
}

function toServers(settings: readonly Line[]): readonly Found[] {
  const of = (key: string): string | undefined =>
    settings.find((setting) => setting.key === key && setting.value !== '' && !isAnywhere(setting.value))
      ?.value
  const is = (key: string): boolean => settings.some((setting) => setting.key === key)
  const secrets = settings
    .filter(({ key }) => key === 'static-auth-secret')
    .map(({ number, key }) => refused(number, key, 'server-secret'))
  const users = settings.filter(({ key }) => key === 'user')
  const places = [of('server-name'), of('realm'), of('external-ip')?.split('/')[0], of('listening-ip')]
  const host = places.find((place) => place !== undefined)
  if (host === undefined) {
    return [...secrets, ...users.map(({ number, value }) => refused(number, nameOf(value), 'server-unnamed'))]
  }
  const place = host.includes(':') ? `[${host}]` : host
  const port = of('listening-port') ?? '3478'
  const transports = [...(is('no-udp') ? [] : ['udp']), ...(is('no-tcp') ? [] : ['tcp'])]
  const uris = [
    // No transport stands for both (RFC 7065, section 4).
    ...(transports.length === 2
      ? [`turn:${place}:${port}`]
      : transports.map((transport) => `turn:${place}:${port}?transport=${transport}`)),
    ...(is('cert') && !is('no-tls') ? [`turns:${place}:${of('tls-listening-port') ?? '5349'}`] : []),
  ]
  const logins = users.map(({ number, value }) => ({
    number,
    username: nameOf(value),
    secret: secretOf(value),
  }))
  const usable = logins.filter(({ secret }) => !/^0x/i.test(secret))
  return [
    ...(logins.length === 0 && secrets.length === 0
      ? uris.map((uri) => found({ line: null, uri, username: '', secret: null }))
      : []),
    ...usable.flatMap(({ number, username, secret }) =>
      uris.map((uri) => found({ line: number, uri, username, secret })),
    ),
    ...logins
      .filter((login) => !usable.includes(login))
      .map(({ number, username }) => refused(number, username, 'key-hashed')),
    ...secrets,
  ]
}

/** The address that stands for all of the server's own, and leads a client nowhere. */
const isAnywhere = (value: string): boolean => value === '0.0.0.0' || value === '::'

/** `name:secret`, whose secret may have colons in it. */
const nameOf = (user: string): string => user.split(':')[0] ?? ''
const secretOf = (user: string): string => user.split(':').slice(1).join(':')
