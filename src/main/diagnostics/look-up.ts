import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** The longest wait for a name server, in milliseconds: the system itself would ask on for half a minute. */
const LIMIT_MS = 2_000

/** The addresses of a name, as everything else on this computer would find them; null when nobody answers in time. */
export async function lookUp(host: string): Promise<readonly LookupAddress[] | null> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  let timer: NodeJS.Timeout
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LIMIT_MS)
  })
  return Promise.race([lookup(host, { all: true }), limit]).finally(() => clearTimeout(timer))
}
