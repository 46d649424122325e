/** Fewer characters than this do not seal an identity: a computer guesses them. */
export const PASSPHRASE_MIN = 12
export const PASSPHRASE_MAX = 1_000

/** Characters from which on a guess is hopeless, even for a sentence of common words. */
const GOOD_LENGTH = 24
/** Fewer different characters than this are a pattern, whatever the length. */
const DISTINCT_MIN = 6

export type PassphraseStrength = 'too-short' | 'pattern' | 'fair' | 'good'

/** The form that is sealed with: however a keyboard composes its letters, it is one passphrase (RFC 8265, section 4.2). */
export function normalisePassphrase(typed: string): string {
  return typed.normalize('NFC')
}

/** Length first: what makes a passphrase hard to guess is how long it is. */
export function passphraseStrength(typed: string): PassphraseStrength {
  const characters = [...normalisePassphrase(typed)]
  if (characters.length < PASSPHRASE_MIN) return 'too-short'
  if (new Set(characters).size < DISTINCT_MIN) return 'pattern'
  return characters.length < GOOD_LENGTH ? 'fair' : 'good'
}
