import { createHmac } from 'node:crypto'
import type { UserName } from '../shared/ids.ts'
import type { TurnCredentials } from '../shared/protocol/signaling-events.ts'
import type { TurnConfig } from './config.ts'

/**
 * Credentials of the TURN REST convention (draft-uberti-behave-turn-rest-00), as coturn's `use-auth-secret` checks them:
 * the user name says until when they hold and for whom, the password is its HMAC-SHA1 under the shared secret.
 */
export function turnCredentials(turn: TurnConfig, name: UserName, now: number): TurnCredentials {
  const expiresAt = Math.floor(now / 1000) + turn.ttlSeconds
  // A name may be of any script; TURN prepares user names (RFC 8265), so it goes in plain ASCII.
  const username = `${expiresAt}:${encodeURIComponent(name)}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return { urls: [...turn.urls], username, credential, ttlSeconds: turn.ttlSeconds }
}
