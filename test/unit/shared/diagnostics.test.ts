import { expect, test } from 'vitest'
import { diagnosticsOf, type DiagnosticsSources } from '../../../src/shared/diagnostics.ts'
import { appError } from '../../../src/shared/errors.ts'
import { IceServerId } from '../../../src/shared/ids.ts'
import { DEFAULT_SETTINGS } from '../../../src/shared/model/settings.ts'
import { ALICE, history, PEOPLE } from '../../e2e/screens-harness/people.ts'

const sources: DiagnosticsSources = {
  state: {
    account: ALICE,
    connection: {
      status: 'offline',
      error: appError('server-unreachable', 'https://call.example.org'),
      retryAt: 1,
    },
    contacts: PEOPLE,
    history: history(0),
    settings: {
      ...DEFAULT_SETTINGS,
      microphones: [{ id: 'a-headset', label: 'Headset of alice', group: 'a-group' }],
      speakers: [{ id: 'a-speaker', label: '', group: '' }],
      ringSpeakers: [{ id: 'a-bell', label: '', group: '' }],
    },
    iceServers: [
      {
        id: IceServerId.parse('00000000-0000-4000-8000-000000000001'),
        uri: 'turns:relay.example.org:5349',
        username: 'alice-at-relay',
        enabled: true,
        hasSecret: true,
      },
    ],
    warnings: [{ id: 'w', error: appError('storage-corrupted', '/home/alice/tincan.db') }],
  },
  version: '0.1.0',
  facts: {
    system: 'Debian 12 (x64)',
    electron: '45.4.1',
    chromium: '156.0.1',
    dataFolder: '/home/alice/.config/Tincan',
    logFolder: '/home/alice/.config/Tincan/logs',
  },
  browser: 'Mozilla/5.0',
  update: { status: 'failed', error: appError('update-unreachable', 'https://updates.example.org') },
  keys: { by: 'system', refused: ['end'], talk: 'failed', assigned: {} },
}

test('tells versions, settings and counts', () => {
  const lines = diagnosticsOf(sources).split('\n')
  expect(lines.slice(0, 12)).toEqual([
    'Tincan: 0.1.0',
    'Protocol: 1',
    'System: Debian 12 (x64)',
    'Electron: 45.4.1',
    'Chromium: 156.0.1',
    'Key: protected by os',
    'Connection: offline (server-unreachable)',
    'Contacts: 8 (7 accepted, 1 blocked)',
    'Calls: 11',
    'Own servers: turns',
    'Warnings: storage-corrupted',
    'Update: failed',
  ])
  expect(lines).toContain('Keys: by the system, talk failed, refused end')
  expect(lines).toContain('  reach: "automatic"')
})

test('names no person, key, server, device or folder', () => {
  const text = diagnosticsOf(sources)
  const secrets = [
    ALICE.name,
    ALICE.publicKey,
    'example.org',
    'alice-at-relay',
    '/home',
    'a-headset',
    'a-speaker',
    'a-bell',
    'a-group',
    ...PEOPLE.flatMap(({ name, nickname, publicKey }) => [name, nickname, publicKey]),
  ].filter((secret) => secret !== '')
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
})

test('a browser says which it is', () => {
  const text = diagnosticsOf({ ...sources, facts: null, update: null, keys: null })
  expect(text).toContain('Browser: Mozilla/5.0')
  expect(text).not.toMatch(/Electron|Update|Keys/)
})
