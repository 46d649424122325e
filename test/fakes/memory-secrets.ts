import type { SecretStore } from '../../src/shared/host-ports.ts'

/** Secrets without a keychain. */
export function createMemorySecrets(): SecretStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    get: async (key) => kept.get(key) ?? null,
    has: async (key) => kept.has(key),
    put: async (key, secret) => void kept.set(key, secret),
    remove: async (key) => void kept.delete(key),
  }
}
