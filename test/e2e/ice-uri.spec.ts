import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { importIceServers } from '../../src/shared/ice/import.ts'
import { parseIceUri, urlsOf } from '../../src/shared/ice/uri.ts'
import { ICE_USERNAME_LENGTH, isUsernameTooLong } from '../../src/shared/model/ice-server.ts'
import { findChromium } from '../support/find-chromium.ts'

test.use({
  launchOptions: {
    executablePath: findChromium()!,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
})

/** Texts near a URI: most are wrong in one place. */
const part = (...texts: readonly string[]) => fc.constantFrom(...texts)
const NEAR = fc
  .tuple(
    part('stun', 'stuns', 'turn', 'turns', 'TURN', 'http', ''),
    part(':', '://', ''),
    fc.oneof(
      part(
        'a.example',
        'A_b.Example.',
        '192.0.2.7',
        '256.0.0.1',
        '1.2',
        '[2001:db8::1]',
        '[::ffff:192.0.2.1]',
      ),
      part(
        '2001:db8::1',
        '[::1',
        'u:p@a.example',
        '-a.example',
        'bücher.example',
        'a..example',
        '[fe80::1%eth0]',
        '',
      ),
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    ),
    part('', ':3478', ':443', ':0', ':65535', ':65536', ':', ':x', '/path'),
    part('', '?transport=udp', '?transport=tcp', '?transport=TCP', '?transport=tls', '?', '?a=b', '#x'),
  )
  .map((parts) => parts.join(''))

test('whatever the parser takes, the browser takes too: no wrong entry reaches a peer connection', async ({
  page,
}) => {
  const texts = fc.sample(NEAR, { numRuns: 12_000, seed: 3 })
  const taken = texts.flatMap((text) => {
    const parsed = parseIceUri(text)
    return parsed.ok ? urlsOf(parsed.value) : []
  })
  // The sample is worth something: hundreds of different ones are right, and most are not.
  const urls = [...new Set(taken)]
  expect(urls.length).toBeGreaterThan(200)
  expect(taken.length).toBeLessThan(texts.length / 2)
  const refused = await page.evaluate((all) => {
    const isRefused = (url: string): boolean => {
      try {
        new RTCPeerConnection({ iceServers: [{ urls: url, username: 'u', credential: 'c' }] }).close()
        return false
      } catch {
        return true
      }
    }
    return all.filter(isRefused)
  }, urls)
  expect(refused).toEqual([])

  const imported = importIceServers(texts.slice(0, 2_000).join('\n')).understood
  expect(imported.length).toBeGreaterThan(20)
  for (const { uri } of imported) expect(parseIceUri(uri).ok).toBe(true)
})

test('the longest user name that is kept is one that the browser takes', async ({ page }) => {
  const isTaken = (username: string): Promise<boolean> =>
    page.evaluate((name) => {
      try {
        const server = { urls: 'turn:a.example', username: name, credential: 'c' }
        new RTCPeerConnection({ iceServers: [server] }).close()
        return true
      } catch {
        return false
      }
    }, username)
  const hangul = '가'.repeat(Math.floor(ICE_USERNAME_LENGTH / 3))
  for (const name of ['u'.repeat(ICE_USERNAME_LENGTH), hangul]) {
    expect(isUsernameTooLong(name)).toBe(false)
    expect(await isTaken(name)).toBe(true)
  }
  expect(isUsernameTooLong(`${hangul}가`)).toBe(true)
  expect(await isTaken(`${hangul}가`)).toBe(false)
})
