import type { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchAddresses } from '../../../src/main/network-watch.ts'

type Interfaces = ReturnType<typeof networkInterfaces>
const at = (address: string, internal = false): NonNullable<Interfaces[string]>[number] => ({
  address,
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  family: 'IPv4',
})

let interfaces: Interfaces
let changed: ReturnType<typeof vi.fn<() => void>>
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers()
  interfaces = { lo: [at('127.0.0.1', true)], wlan0: [at('192.0.2.1'), at('192.0.2.2')] }
  changed = vi.fn<() => void>()
  stop = watchAddresses(changed, () => interfaces)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

test.each([
  ['another address', () => ({ wlan0: [at('198.51.100.7')] }), 1],
  ['no address any more', () => ({}), 1],
  ['the same address at another interface', () => ({ eth0: [at('192.0.2.1'), at('192.0.2.2')] }), 1],
  ['the same addresses in another order', () => ({ wlan0: [at('192.0.2.2'), at('192.0.2.1')] }), 0],
  ['an address of this computer alone', () => ({ ...interfaces, lo: [at('127.0.0.9', true)] }), 0],
  ['an address of the link alone', () => ({ ...interfaces, eth0: [at('fe80::1')] }), 0],
] as const)('%s', (_case, next, times) => {
  interfaces = next()
  vi.advanceTimersByTime(10_000)
  expect(changed).toHaveBeenCalledTimes(times)
})

test('who has stopped listening hears nothing', () => {
  stop()
  interfaces = {}
  vi.advanceTimersByTime(10_000)
  expect(changed).not.toHaveBeenCalled()
})
