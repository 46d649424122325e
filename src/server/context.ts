import type { Logger } from 'pino'
import type { Clock } from '../shared/clock.ts'
import type { AppError } from '../shared/errors.ts'
import type { Crypto } from '../shared/identity/crypto.ts'
import type {
  ClientEventInput,
  ClientEventName,
  ClientEventOutput,
} from '../shared/protocol/signaling-events.ts'
import type { Result } from '../shared/result.ts'
import type { CallDesk } from './call-desk.ts'
import type { ServerConfig } from './config.ts'
import type { Client, Hub } from './hub.ts'
import type { NameRate } from './name-rate.ts'
import type { Repositories } from './repositories.ts'

/** What every handler may use. */
export interface ServerContext {
  readonly config: ServerConfig
  readonly clock: Clock
  readonly crypto: Crypto
  readonly repositories: Repositories
  readonly hub: Hub
  readonly calls: CallDesk
  readonly turnRate: NameRate
  readonly log: Logger
}

/** Answers one event of an authenticated client. */
export type Handler<K extends ClientEventName> = (
  context: ServerContext,
  client: Client,
  input: ClientEventInput<K>,
) => Result<ClientEventOutput<K>, AppError> | Promise<Result<ClientEventOutput<K>, AppError>>
