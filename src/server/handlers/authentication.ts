import type { AppError } from '../../shared/errors.ts'
import { appError } from '../../shared/errors.ts'
import { authenticationStatement } from '../../shared/identity/statements.ts'
import { toNameKey } from '../../shared/ids.ts'
import { isEcho } from '../../shared/model/echo-contact.ts'
import type { Challenge, Proof, Welcome } from '../../shared/protocol/signaling-events.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ServerContext } from '../context.ts'
import type { Client } from '../hub.ts'
import { announcePresence, rosterOf } from '../roster.ts'

/** Checks a proof against its challenge. Registers a free name if the policy allows it. */
export async function checkProof(
  context: ServerContext,
  challenge: Challenge,
  proof: Proof,
): Promise<Result<{ readonly registered: boolean; readonly name: Proof['name'] }, AppError>> {
  const { config, crypto, repositories, clock, log } = context
  const statement = authenticationStatement({ ...challenge, name: proof.name, device: proof.device })
  if (!(await crypto.verify(proof.publicKey, proof.signature, statement)))
    return err(appError('authentication-failed'))
  const key = toNameKey(proof.name)
  const known = repositories.names.find(key)
  if (known !== null) {
    if (known.publicKey !== proof.publicKey) return err(appError('name-taken'))
    repositories.names.setReach(key, proof.reach)
    return ok({ registered: false, name: known.name })
  }
  // It is in every app: a person of that name could not be called.
  if (isEcho(proof.name)) return err(appError('name-taken'))
  if (config.registration === 'closed') return err(appError('registration-closed'))
  if (config.registration === 'invite' && !config.inviteCodes.includes(proof.inviteCode ?? '')) {
    return err(appError('invite-code-wrong'))
  }
  repositories.names.register(proof, clock.now())
  log.info({ name: proof.name }, 'name registered')
  return ok({ registered: true, name: proof.name })
}

/** Lets an authenticated client in and gives it everything that waits for it. */
export function welcome(context: ServerContext, client: Client, proof: Proof, registered: boolean): Welcome {
  const { hub, repositories, clock, calls } = context
  const wasOnline = hub.isOnline(client.key)
  hub.add(client)
  if (!wasOnline) announcePresence(context, client.key)
  const { ringing, notices } = calls.connected(client, proof.calls)
  return {
    name: client.name,
    registered,
    roster: rosterOf(context, client.key),
    missed: repositories.missed.of(client.key, clock.now()),
    ringing: ringing.filter(
      ({ signed }) => !repositories.blocks.has(client.key, toNameKey(signed.message.from.name)),
    ),
    notices: [...notices],
  }
}
