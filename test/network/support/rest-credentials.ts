import { createHmac } from 'node:crypto'

/** Credentials for a relay with `use-auth-secret`, as its owner would hand them out, for a day unless said otherwise. */
export function restCredentials(
  secret: string,
  name: string,
  ttlSeconds = 86_400,
): { username: string; secret: string } {
  const username = `${Math.floor(Date.now() / 1000) + ttlSeconds}:${name}`
  return { username, secret: createHmac('sha1', secret).update(username).digest('base64') }
}
