import { z } from 'zod'
import { appError, type AppError } from '../errors.ts'
import { UserName } from '../ids.ts'
import { parseServerAddress } from '../model/server-address.ts'
import { err, ok, type Result } from '../result.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { normalisePassphrase } from './passphrase.ts'

// An identity in a file of its own, to move to another computer or to keep. Who it is and the key are sealed with
// AES-256-GCM under a key that scrypt (RFC 7914) makes of a passphrase; the header is authenticated with them.

export type Bytes = Uint8Array<ArrayBuffer>

export interface Identity {
  readonly name: UserName
  /** Origin of the server that knows the name. */
  readonly server: string
  /** The private key (RFC 8032, section 5.1.5), 32 bytes. */
  readonly seed: Bytes
}

/** `n`, `r` and `p` of RFC 7914, section 2. Memory is 128 * n * r bytes. */
export interface ScryptCost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** What it takes to seal; the randomness comes in, so that a test knows the answer. */
export interface SealPort {
  random(length: number): Bytes
  /** 32 bytes. */
  scrypt(passphrase: string, salt: Bytes, cost: ScryptCost): Promise<Bytes>
  /** AES-256-GCM; the tag of 16 bytes follows the ciphertext. */
  seal(key: Bytes, nonce: Bytes, header: Bytes, plain: Bytes): Promise<Bytes>
  /** Null when the tag does not fit. */
  open(key: Bytes, nonce: Bytes, header: Bytes, sealed: Bytes): Promise<Bytes | null>
  sha512(data: Bytes): Promise<Bytes>
}

const FORMAT = 'tincan-identity'
const VERSION = 1
/** OWASP's recommendation for scrypt: 128 MiB. */
const COST = { n: 131_072, r: 8, p: 1 } as const satisfies ScryptCost
const SALT_LENGTH = 16
const NONCE_LENGTH = 12
const TAG_LENGTH = 16
const CHECK_LENGTH = 12
/** Characters of a file; more is none of ours, and is not read. */
export const IDENTITY_FILE_LIMIT = 4_096

/** Bytes as base64url in the one way of writing them: spare bits are zero. */
const Encoded = (min: number, max = min) =>
  z
    .string()
    .max(Math.ceil((max * 4) / 3))
    .regex(/^[\w-]*$/)
    .refine((text) => {
      if (text.length % 4 === 1) return false
      const bytes = fromBase64Url(text)
      return bytes.length >= min && bytes.length <= max && toBase64Url(bytes) === text
    })

const Head = z.object({ format: z.literal(FORMAT), version: z.number().int().positive() })
const IdentityFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    // What a file asks for is bounded before it is done: from 32 to 256 MiB, and some seconds.
    n: z.literal([32_768, 65_536, 131_072, 262_144]),
    r: z.literal(8),
    p: z.number().int().min(1).max(4),
    salt: Encoded(SALT_LENGTH),
  }),
  cipher: z.strictObject({ name: z.literal('AES-256-GCM'), nonce: Encoded(NONCE_LENGTH) }),
  sealed: Encoded(TAG_LENGTH + 1, 2_048),
  /** The start of a SHA-512 of all before: tells a damaged file from a wrong passphrase, and guards nothing. */
  check: Encoded(CHECK_LENGTH),
})
/** A file that is whole and of this version. */
export type IdentityFile = z.infer<typeof IdentityFile>

const Content = z.strictObject({ name: UserName, server: z.string().max(300), key: Encoded(32) })

const toBytes = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value))
const headerOf = ({ kdf, cipher }: Pick<IdentityFile, 'kdf' | 'cipher'>): Bytes =>
  toBytes([FORMAT, VERSION, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, cipher.name, cipher.nonce])

async function checkOf(port: SealPort, file: Omit<IdentityFile, 'check'>): Promise<string> {
  const { format, version, kdf, cipher, sealed } = file
  const hash = await port.sha512(toBytes([format, version, kdf, cipher, sealed]))
  return toBase64Url(hash.slice(0, CHECK_LENGTH))
}

/** The text of the file. */
export async function sealIdentity(port: SealPort, identity: Identity, passphrase: string): Promise<string> {
  const salt = port.random(SALT_LENGTH)
  const nonce = port.random(NONCE_LENGTH)
  const kdf = { name: 'scrypt', ...COST, salt: toBase64Url(salt) } as const
  const cipher = { name: 'AES-256-GCM', nonce: toBase64Url(nonce) } as const
  const key = await port.scrypt(normalisePassphrase(passphrase), salt, COST)
  const { name, server, seed } = identity
  const content = toBytes({ name, server, key: toBase64Url(seed) })
  const sealed = toBase64Url(await port.seal(key, nonce, headerOf({ kdf, cipher }), content))
  const file = { format: FORMAT, version: VERSION, kdf, cipher, sealed } as const
  return JSON.stringify({ ...file, check: await checkOf(port, file) })
}

/** Reads what needs no passphrase. Fails with `identity-file-foreign`, `identity-file-newer`, `identity-file-damaged`. */
export async function readIdentityFile(
  port: SealPort,
  text: string,
): Promise<Result<IdentityFile, AppError>> {
  const written = text.trim()
  const value = text.length > IDENTITY_FILE_LIMIT ? null : parseJson(written)
  const head = Head.safeParse(value)
  if (!head.success) {
    // A file of ours that lost a piece is damaged, and no stranger.
    return err(
      appError(
        written.startsWith(`{"format":"${FORMAT}"`) ? 'identity-file-damaged' : 'identity-file-foreign',
      ),
    )
  }
  if (head.data.version > VERSION) return err(appError('identity-file-newer', `version ${head.data.version}`))
  const file = IdentityFile.safeParse(value)
  // Written in one way only, so that no byte of it can be another.
  if (!file.success || JSON.stringify(file.data) !== written) return err(appError('identity-file-damaged'))
  return (await checkOf(port, file.data)) === file.data.check
    ? ok(file.data)
    : err(appError('identity-file-damaged'))
}

/** Fails with `identity-passphrase-wrong`; and with `identity-file-damaged` when what was sealed is no identity. */
export async function openIdentity(
  port: SealPort,
  file: IdentityFile,
  passphrase: string,
): Promise<Result<Identity, AppError>> {
  const { kdf, cipher, sealed } = file
  const key = await port.scrypt(normalisePassphrase(passphrase), fromBase64Url(kdf.salt), kdf)
  const plain = await port.open(key, fromBase64Url(cipher.nonce), headerOf(file), fromBase64Url(sealed))
  if (plain === null) return err(appError('identity-passphrase-wrong'))
  const content = Content.safeParse(parseJson(new TextDecoder().decode(plain)))
  const server = content.success ? parseServerAddress(content.data.server) : null
  if (!content.success || !server?.ok) return err(appError('identity-file-damaged'))
  return ok({ name: content.data.name, server: server.value, seed: fromBase64Url(content.data.key) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
