import type { PublicKey } from '../ids.ts'
import { fromBase64Url } from './base64url.ts'
import type { Crypto } from './crypto.ts'

/**
 * 60 digits, in groups of five, that two people compare to know that nobody sits between them. It is the same on
 * both sides: each key gives 30 digits from SHA-512, the smaller half first.
 */
export async function safetyNumber(crypto: Crypto, mine: PublicKey, theirs: PublicKey): Promise<string> {
  const halves = await Promise.all([mine, theirs].map((key) => thirtyDigits(crypto, key)))
  const digits = halves.toSorted().join('')
  return digits.match(/.{5}/g)!.join(' ')
}

async function thirtyDigits(crypto: Crypto, key: PublicKey): Promise<string> {
  const tag = new TextEncoder().encode('tincan-safety-number')
  const hash = await crypto.sha512(new Uint8Array([...tag, ...fromBase64Url(key)]))
  let digits = ''
  for (let group = 0; group < 6; group++) {
    // Five bytes give 40 bits; the remainder modulo 100,000 is uniform to within 1 in 10 million.
    const chunk = hash.subarray(group * 5, group * 5 + 5)
    const value = chunk.reduce((sum, byte) => sum * 256 + byte, 0)
    digits += String(value % 100_000).padStart(5, '0')
  }
  return digits
}
