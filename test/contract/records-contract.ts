import { expect, test } from '@playwright/test'
import { CallId, UserName } from '../../src/shared/ids.ts'
import { CALL_LOGS_LIMIT, type CallLog } from '../../src/shared/model/call-log.ts'
import type { HistoryEntry } from '../../src/shared/model/history.ts'
import { ask, contractWorld, type ContractOptions, type OpenHost } from './contract-world.ts'

const callId = (number: number): CallId =>
  CallId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
const missed: HistoryEntry = {
  callId: callId(1),
  peer: UserName.parse('bob'),
  direction: 'incoming',
  outcome: 'missed',
  startedAt: 5,
  durationMs: null,
  reason: null,
  note: null,
  seen: false,
}
const LOG: CallLog = [
  { atMs: 0, event: { kind: 'phase', phase: 'connecting' } },
  {
    atMs: 140,
    event: {
      kind: 'path',
      path: 'direct',
      protocol: 'udp',
      local: '192.0.2.1',
      remote: '192.0.2.2',
      relay: '',
    },
  },
  { atMs: 2_000, event: { kind: 'end', reason: 'hung-up', by: 'me' } },
]

/** What a host keeps: the history with the black box of each call, and the settings. */
export function recordsContract(kind: string, options: ContractOptions): void {
  test.describe(`the Host contract, records: ${kind}`, () => {
    const { start, restart, state } = contractWorld(options)
    const logOf = (host: OpenHost, id: CallId) => ask(host, (h, of) => h.history.log(of), id)

    test('history and settings are kept, and only what changed', async () => {
      const host = await start()
      await ask(host, (h) => h.settings.update({ theme: 'dark' }))
      await ask(host, (h) => h.settings.update({ language: 'ko' }))
      await ask(host, (h, entry) => h.history.record(entry), missed)
      const again = await restart(host)
      expect(await state(again)).toMatchObject({
        settings: { theme: 'dark', language: 'ko' },
        history: [{ peer: 'bob', outcome: 'missed', seen: false }],
      })
      await ask(again, (h) => h.history.markSeen())
      expect((await state(again)).history).toMatchObject([{ seen: true }])
      await ask(again, (h) => h.history.clear())
      expect((await state(again)).history).toEqual([])
    })

    test('changes of the settings that come at once are all kept', async () => {
      const host = await start()
      await ask(host, (h) =>
        Promise.all([
          h.settings.update({ theme: 'dark' }),
          h.settings.update({ language: 'ko' }),
          h.settings.update({ publicStun: false }),
        ]),
      )
      const wanted = { theme: 'dark', language: 'ko', publicStun: false }
      expect((await state(host)).settings).toMatchObject(wanted)
      expect((await state(await restart(host))).settings).toMatchObject(wanted)
    })

    test('the log of a call is there after a restart, and gone with the history', async () => {
      const host = await start()
      expect(await logOf(host, callId(1))).toEqual({ ok: true, value: null })
      await ask(host, (h, [id, log]) => h.history.saveLog(id, log), [callId(1), LOG] as const)
      const again = await restart(host)
      expect(await logOf(again, callId(1))).toEqual({ ok: true, value: LOG })
      await ask(again, (h) => h.history.clear())
      expect(await logOf(again, callId(1))).toEqual({ ok: true, value: null })
    })

    test('the logs of the last calls are kept, and no more', async () => {
      const host = await start()
      const ids = Array.from({ length: CALL_LOGS_LIMIT + 2 }, (_, index) => callId(index))
      await ask(
        host,
        async (h, [all, log]) => {
          for (const id of all) await h.history.saveLog(id, log)
        },
        [ids, LOG] as const,
      )
      for (const gone of ids.slice(0, 2)) expect(await logOf(host, gone)).toEqual({ ok: true, value: null })
      for (const kept of [ids[2], ids.at(-1)]) {
        expect(await logOf(host, kept!)).toEqual({ ok: true, value: LOG })
      }
    })
  })
}
