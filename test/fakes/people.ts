import { createSigner, type Signer } from '../../src/shared/identity/crypto.ts'

/** A fresh Ed25519 identity. */
export async function makeSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return createSigner(raw, (data) => crypto.subtle.sign('Ed25519', pair.privateKey, data))
}
