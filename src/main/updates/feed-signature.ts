import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'

// Who serves the feed is not trusted with what it says. The release maker signs each feed file with Ed25519 (RFC 8032),
// and the app holds the public key. The feed names the SHA-512 of every file, and electron-updater checks a download
// against it, so a signed feed makes the file that comes of it ours, on every system and on any server.

/** What of a feed file decides about what gets installed. */
const Release = z.object({
  version: z.string(),
  files: z
    .array(
      z.object({
        url: z.string(),
        /** Base64 of 64 bytes. */
        sha512: z.string().length(88),
        size: z.number().int().positive(),
      }),
    )
    .min(1),
})
const SignedRelease = Release.extend({ signature: z.base64() })

/** The signature belongs to one feed file: that of another system or processor does not pass in its place. */
const signedText = (feed: string, { version, files }: z.infer<typeof Release>): Buffer =>
  Buffer.from(
    JSON.stringify(['tincan-update', feed, version, files.map((file) => [file.url, file.sha512, file.size])]),
  )

/** The signature of a feed file's content, to be written into it as `signature`. */
export function signFeed(privateKey: KeyObject, feed: string, content: unknown): string {
  return sign(null, signedText(feed, Release.parse(content)), privateKey).toString('base64')
}

export function isFeedSigned(publicKey: string, feed: string, content: unknown): boolean {
  const release = SignedRelease.safeParse(content)
  if (!release.success) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, signedText(feed, release.data), key, Buffer.from(release.data.signature, 'base64'))
}

/** The public half of a private key in PEM, as the app carries it. */
export function publicKeyOf(privateKeyPem: string): string {
  const key = createPrivateKey(privateKeyPem)
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('An update key is an Ed25519 key.')
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

/** The feed file that electron-updater reads on a system. */
export function feedName(platform: string, arch: string): string {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}
