import { appError, type AppError } from '../../shared/errors.ts'
import { callStatement } from '../../shared/identity/statements.ts'
import { isSameName, toNameKey, type NameKey } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Handler, ServerContext } from '../context.ts'

/** Routes a call message. The server checks who sent it, so that nobody can ring in another's name; it cannot alter it. */
export const sendCallMessage: Handler<'call.send'> = async (context, client, signed) => {
  const { message, publicKey, signature } = signed
  const { names, blocks } = context.repositories
  if (!isSameName(message.from.name, client.name) || message.from.device !== client.device) {
    return err(appError('bad-request', 'from'))
  }
  if (names.find(client.key)?.publicKey !== publicKey) return err(appError('bad-request', 'publicKey'))
  const callee = toNameKey(message.to.name)
  if (message.body.kind === 'invite') {
    // What rings must be genuine. Later messages of a call are checked by the other side, which has to do it anyway.
    const isGenuine = await context.crypto.verify(publicKey, signature, callStatement(message))
    if (!isGenuine) return err(appError('call-tampered'))
    const allowed = mayRing(context, client.key, callee)
    if (!allowed.ok) return allowed
    // A blocked caller sees an offline callee, for ever.
    if (blocks.has(callee, client.key)) return ok({ devices: 0 })
  }
  return context.calls.handleMessage(signed)
}

function mayRing({ repositories }: ServerContext, caller: NameKey, callee: NameKey): Result<null, AppError> {
  const record = repositories.names.find(callee)
  if (record === null) return err(appError('name-unknown'))
  if (callee === caller) return err(appError('name-is-own'))
  const consent = repositories.consents.between(callee, caller)
  const isContact = consent === 'mutual' || consent === 'outgoing'
  const isAllowed = record.reach === 'everyone' || (record.reach === 'contacts' && isContact)
  return isAllowed ? ok(null) : err(appError('call-not-allowed'))
}

export const markMissedSeen: Handler<'missed.seen'> = ({ repositories }, client, { callIds }) => {
  repositories.missed.remove(client.key, callIds)
  return ok({})
}
