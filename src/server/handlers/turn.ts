import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Handler } from '../context.ts'
import { turnCredentials } from '../turn-credentials.ts'

/** Lends TURN servers to a name, a few times a minute at most: each credential is a right to use the operator's network. */
export const lendTurn: Handler<'turn.credentials'> = ({ config, clock, turnRate }, client) => {
  if (config.turn === null) return ok(null)
  if (!turnRate.take(client.key)) return err(appError('rate-limited'))
  return ok(turnCredentials(config.turn, client.name, clock.now()))
}
