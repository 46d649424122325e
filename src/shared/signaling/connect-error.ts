import { appError, ErrorCode, type AppError } from '../errors.ts'

/** What a socket says when no connection came about: a refusal of the server, a code of the proxy, or nothing of use. */
export function toConnectError(message: string, origin: string): AppError {
  if (message === 'protocol-version') return appError('server-protocol-version', origin)
  if (message === 'too-many-connections') return appError('server-rejected', message)
  const known = ErrorCode.safeParse(message)
  return known.success ? appError(known.data) : appError('server-unreachable', origin)
}
