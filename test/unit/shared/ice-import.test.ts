import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportIceServers } from '../../../src/shared/ice/export.ts'
import { ICE_IMPORT_FAULTS, type IceImport } from '../../../src/shared/ice/import-entry.ts'
import { ICE_IMPORT_LENGTH, importIceServers } from '../../../src/shared/ice/import.ts'
import { ICE_URI_FAULTS, parseIceUri } from '../../../src/shared/ice/uri.ts'
import { ICE_SERVERS_LIMIT } from '../../../src/shared/model/ice-server.ts'

const row = (uri: string, username = '', secret: string | null = null) => ({ uri, username, secret })
const RELAY = row('turn:turn.example.org:3478', 'ann', 's3cret')

describe('JSON', () => {
  test.each([
    ['a list', '[{"urls":"turn:turn.example.org:3478","username":"ann","credential":"s3cret"}]'],
    [
      'a configuration',
      '{"iceServers":[{"urls":["turn:turn.example.org:3478"],"username":"ann","credential":"s3cret"}]}',
    ],
    ['one server', '{"urls":"turn:turn.example.org:3478","username":"ann","credential":"s3cret"}'],
    [
      'an older spelling',
      '{"ice_servers":[{"url":"turn:turn.example.org:3478","urls":"turn:turn.example.org:3478","username":"ann","credential":"s3cret"}]}',
    ],
    [
      'a wrapped answer',
      '{"v":{"iceServers":{"urls":["turn:turn.example.org:3478"],"username":"ann","credential":"s3cret"}},"s":"ok"}',
    ],
    [
      'an answer of TURN REST',
      '{"username":"ann","password":"s3cret","ttl":86400,"uris":["turn:turn.example.org:3478"]}',
    ],
    [
      'an object of a script',
      "iceServers: [\n  { urls: 'turn:turn.example.org:3478', username: 'ann', credential: 's3cret', },\n],",
    ],
  ])('%s', (_, text) => {
    expect(importIceServers(text)).toEqual({ understood: [RELAY], refused: [] })
  })

  test('each address of a server is a row, and STUN has no login', () => {
    const text =
      '[{"urls":["stun:a.example","turns:a.example:443?transport=tcp"],"username":"ann","credential":"x"}]'
    expect(importIceServers(text).understood).toEqual([
      row('stun:a.example'),
      row('turns:a.example:443?transport=tcp', 'ann', 'x'),
    ])
  })

  test('a relay without a login is taken, to be completed', () => {
    expect(importIceServers('["turn:a.example"]').understood).toEqual([row('turn:a.example')])
  })

  test.each([
    ['{"urls": oops', 'json'],
    ['{"username":"ann"}', 'urls-missing'],
    ['[1, null]', 'urls-missing'],
    ['[{"urls":"turn://a.example","credential":"s3cret"}]', 'slashes'],
    ['[{"urls":"turn:ann:s3cret@a.example"}]', 'userinfo'],
    ['[{"urls":"turn:a.example","username":"ann","credential":{"macKey":"s3cret"}}]', 'credential-type'],
    [
      '[{"urls":"turn:a.example","username":"ann","credential":"s3cret","credentialType":"oauth"}]',
      'credential-type',
    ],
  ])('%s is refused: %s', (text, fault) => {
    const { understood, refused } = importIceServers(text)
    expect(understood).toEqual([])
    expect(new Set(refused.map((entry) => entry.fault))).toEqual(new Set([fault]))
    expect(JSON.stringify(refused)).not.toContain('s3cret')
  })
})

test('a login that nobody could keep is refused', () => {
  const faultsOf = (username: string, credential: string) =>
    importIceServers(JSON.stringify({ urls: 'turn:a.example', username, credential })).refused
  expect(faultsOf('n'.repeat(600), 'x')).toEqual([
    { line: null, text: 'turn:a.example', fault: 'username-too-long' },
  ])
  expect(faultsOf('ann', 's3cret'.repeat(300))).toEqual([
    { line: null, text: 'turn:a.example', fault: 'secret-too-long' },
  ])
})

describe('turnserver.conf', () => {
  test('server, ports and users are found; the rest does not matter', () => {
    const text = `
      # TURN
      listening-port=3479
      tls-listening-port=443
      fingerprint
      lt-cred-mech
      realm=turn.example.org
      user=ann:pass:word
      user = bob:other
      cert=/etc/ssl/turn.pem
      pkey=/etc/ssl/turn.key
    `
    expect(importIceServers(text)).toEqual({
      understood: [
        row('turn:turn.example.org:3479', 'ann', 'pass:word'),
        row('turns:turn.example.org:443', 'ann', 'pass:word'),
        row('turn:turn.example.org:3479', 'bob', 'other'),
        row('turns:turn.example.org:443', 'bob', 'other'),
      ],
      refused: [],
    })
  })

  test('transports that are off are not tried, and an external address names the server', () => {
    const text = 'external-ip=203.0.113.7/10.0.0.4\nno-udp\nno-tls\ncert=x\nuser=ann:x'
    expect(importIceServers(text).understood).toEqual([
      row('turn:203.0.113.7:3478?transport=tcp', 'ann', 'x'),
    ])
    expect(importIceServers('external-ip=2001:db8::7\nuser=ann:x').understood).toEqual([
      row('turn:[2001:db8::7]:3478', 'ann', 'x'),
    ])
  })

  test('what is no login is refused with its line, and not repeated', () => {
    const text = 'realm=a.example\nuse-auth-secret\nstatic-auth-secret=s3cret\nuser=ann:0xs3cret'
    expect(importIceServers(text)).toEqual({
      understood: [],
      refused: [
        { line: 4, text: 'ann', fault: 'key-hashed' },
        { line: 3, text: 'static-auth-secret', fault: 'server-secret' },
      ],
    })
    expect(importIceServers('lt-cred-mech\nuser=ann:s3cret').refused).toEqual([
      { line: 2, text: 'ann', fault: 'server-unnamed' },
    ])
  })
})

describe('lines', () => {
  test('URIs, some with a login, and comments', () => {
    const text =
      '# mine\nSTUN:Stun.Example.org\n\nturn:turn.example.org:3478 ann s3cret\r\nturns:[2001:db8::1]:443'
    expect(importIceServers(text).understood).toEqual([
      row('stun:stun.example.org'),
      RELAY,
      row('turns:[2001:db8::1]:443'),
    ])
  })

  test('a server that listens everywhere is found by its name alone', () => {
    const text = 'listening-ip=0.0.0.0\nlistening-ip=::\nuser=ann:s3cret\n'
    expect(importIceServers(text).refused).toEqual([{ line: 3, text: 'ann', fault: 'server-unnamed' }])
    expect(importIceServers(`${text}listening-ip=192.0.2.1`).understood).toMatchObject([
      { uri: 'turn:192.0.2.1:3478', username: 'ann' },
    ])
  })

  test('each wrong line is named with its fault', () => {
    const text = 'turn:a.example:99999\nhello\nturn:b.example ann s3cret more\nstun:c.example?transport=udp'
    expect(importIceServers(text)).toEqual({
      understood: [],
      refused: [
        { line: 1, text: 'turn:a.example:99999', fault: 'port-invalid' },
        { line: 2, text: '', fault: 'scheme' },
        { line: 3, text: 'turn:b.example', fault: 'whitespace' },
        { line: 4, text: 'stun:c.example?transport=udp', fault: 'query-on-stun' },
      ],
    })
  })

  test('the same address twice is one row, and there is an end to them', () => {
    expect(importIceServers('stun:a.example\nSTUN:A.EXAMPLE').understood).toHaveLength(1)
    const many = importIceServers(
      Array.from({ length: 40 }, (_, index) => `stun:s${index}.example`).join('\n'),
    )
    expect(many.understood).toHaveLength(ICE_SERVERS_LIMIT)
    expect(many.refused).toHaveLength(40 - ICE_SERVERS_LIMIT)
    expect(many.refused[0]?.fault).toBe('too-many')
    expect(importIceServers('x'.repeat(ICE_IMPORT_LENGTH + 1)).refused[0]?.fault).toBe('text-too-long')
  })

  test('nothing is nothing', () => {
    expect(importIceServers(' \n')).toEqual({ understood: [], refused: [] })
  })
})

test('what was exported is read back, without the secrets', () => {
  const text = exportIceServers([RELAY, row('stun:a.example')])
  expect(text).not.toContain('s3cret')
  expect(importIceServers(text)).toEqual({
    understood: [row(RELAY.uri, 'ann'), row('stun:a.example')],
    refused: [],
  })
})

describe('any text', () => {
  const FAULTS: readonly string[] = [...ICE_URI_FAULTS, ...ICE_IMPORT_FAULTS]
  const isSound = ({ understood, refused }: IceImport): void => {
    for (const { uri } of understood) expect(parseIceUri(uri).ok).toBe(true)
    for (const { fault, text } of refused) {
      expect(FAULTS).toContain(fault)
      expect(text.length).toBeLessThanOrEqual(120)
    }
  }
  const pieces = fc.constantFrom(
    ...[
      'turn:',
      'stuns:',
      'a.example',
      ':3478',
      '?transport=',
      '[',
      ']',
      '{',
      '}',
      '"urls"',
      '"',
      "'",
      ',',
      '@',
    ],
    ...['\n', ' ', '=', 'user=', 'realm=', 'cert', '0x', 'iceServers', ':', 'udp', '\\', '#', '-'],
  )

  test('is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => isSound(importIceServers(text))),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => isSound(importIceServers(parts.join('')))),
      { numRuns: 1_000 },
    )
    fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => isSound(importIceServers(text))))
  })

  test('is read in a short time, also where it is made to be slow', () => {
    const SLOW = [
      "'".repeat(60_000),
      ','.repeat(60_000),
      '{ '.repeat(30_000),
      '[' + '{,a'.repeat(20_000),
      '- '.repeat(30_000),
      '{' + ' '.repeat(60_000),
      `a${' '.repeat(60_000)}x\u2028x`,
      `realm=a.example\nuser${' '.repeat(30_000)}=${' '.repeat(30_000)}x\u2028`,
    ]
    for (const text of SLOW) {
      const started = performance.now()
      isSound(importIceServers(text))
      expect(performance.now() - started).toBeLessThan(1_000)
    }
  })

  test('never repeats a secret where it refuses', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/)
    const uri = fc.constantFrom(
      'turn:a.example',
      'turn://a.example',
      'turn:a b',
      'turns:a.example?transport=udp',
      '',
    )
    fc.assert(
      fc.property(secret, uri, (credential, urls) => {
        const texts = [
          JSON.stringify({ urls, username: 'ann', credential }),
          JSON.stringify({ urls: `turn:ann:${credential}@a.example` }),
          `realm=a.example\nuser=ann:${credential}\nstatic-auth-secret=${credential}`,
          `user=ann:${credential}`,
          `turn://a.example ann ${credential}`,
          `turn:a.example\nann\n${credential}`,
          `ann:${credential}`,
          `turn:a.example?transport=udp&credential=${credential}`,
          `https://a.example/?key=${credential}`,
          `cli-password=${credential}`,
          `password = ${credential}`,
          JSON.stringify([credential]),
        ]
        for (const text of texts) {
          expect(JSON.stringify(importIceServers(text).refused)).not.toContain(credential)
        }
      }),
    )
  })
})
