import { z } from 'zod'

/** What went wrong, one code per sentence that a screen can show. The catalogue has a text for each. */
export const ERROR_CODES = [
  // names and registration
  'name-invalid',
  'name-unknown',
  'name-taken',
  'name-is-own',
  'registration-closed',
  'invite-code-wrong',
  // server and transport
  'server-address-invalid',
  'server-unreachable',
  'server-not-tincan',
  'server-protocol-version',
  'server-rejected',
  'server-untrusted',
  'server-timeout',
  'server-error',
  'proxy-unreachable',
  'proxy-refused',
  'proxy-password',
  'authentication-failed',
  'authentication-timeout',
  'not-connected',
  'rate-limited',
  'too-large',
  'bad-request',
  // contacts
  'contact-exists',
  'contact-unknown',
  'contacts-full',
  'key-changed',
  // calls
  'call-unknown',
  'call-answered-elsewhere',
  'call-not-allowed',
  'call-busy-self',
  'call-tampered',
  // networks
  'ice-server-invalid',
  'ice-server-unknown',
  'ice-secret-unreadable',
  'relay-missing',
  // microphone
  'microphone-refused',
  'microphone-absent',
  'microphone-in-use',
  'microphone-unplugged',
  // updates
  'update-unreachable',
  'update-untrusted',
  'update-failed',
  'update-in-call',
  // the identity in a file, and other files
  'identity-file-foreign',
  'identity-file-newer',
  'identity-file-damaged',
  'identity-passphrase-wrong',
  'file-unreadable',
  'file-unwritable',
  'notifications-unsupported',
  // storage
  'storage-full',
  'storage-unavailable',
  'storage-corrupted',
  'secrets-unprotected',
  'secrets-unreadable',
  'keychain-refused',
  'profile-in-use',
  'internal',
] as const
export const ErrorCode = z.enum(ERROR_CODES)
export type ErrorCode = z.infer<typeof ErrorCode>

/** An error that a screen can use: a code to translate, and a detail for the log (never a secret, never SDP). */
export const AppError = z.object({ code: ErrorCode, detail: z.string().max(2000).optional() })
export type AppError = z.infer<typeof AppError>

export function appError(code: ErrorCode, detail?: string): AppError {
  return detail === undefined ? { code } : { code, detail }
}
