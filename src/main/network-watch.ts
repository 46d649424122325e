import { networkInterfaces } from 'node:os'

/** How often the addresses of this computer are looked at, in milliseconds. */
const EVERY_MS = 2_000

/** Tells when this computer has other addresses than before. Electron has no event for it. */
export function watchAddresses(listener: () => void, read = networkInterfaces): () => void {
  let known = addressesOf(read())
  const timer = setInterval(() => {
    const now = addressesOf(read())
    if (now === known) return
    known = now
    listener()
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Addresses that lead out, each with its interface, in an order that does not change by itself. */
function addressesOf(interfaces: ReturnType<typeof networkInterfaces>): string {
  return Object.entries(interfaces)
    .flatMap(([name, entries = []]) =>
      entries
        .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
        .map(({ address }) => `${name} ${address}`),
    )
    .toSorted()
    .join()
}
