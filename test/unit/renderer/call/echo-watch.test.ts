import { expect, test } from 'vitest'
import { createEchoWatch, NO_ECHO } from '../../../../src/renderer/call/echo-watch.ts'
import type { LogEvent } from '../../../../src/shared/model/call-log.ts'
import { PeerReport } from '../../../../src/shared/quality/peer-report.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { echoOf, slicesOf, talk } from '../../../fakes/voice.ts'

function start() {
  const clock = createVirtualClock()
  const told: unknown[] = []
  const events: LogEvent[] = []
  let changes = 0
  const watch = createEchoWatch({
    clock,
    tell: (report) => void told.push(report),
    onEvent: (event) => void events.push(event),
    onChange: () => void (changes += 1),
  })
  return { clock, told, events, watch, changes: () => changes }
}

test('my voice that comes back is told to the other side again and again, and noted once', () => {
  const { told, events, watch, changes } = start()
  const mine = talk(12, 1)
  const back = slicesOf(echoOf(mine, 15, 20))
  for (const [index, slice] of slicesOf(mine).entries()) {
    watch.hearMine(slice)
    watch.hearTheirs(back[index]!)
    if (index % 10 === 9) watch.measure()
  }
  expect(watch.view()).toEqual({ mine: true, theirs: false })
  expect(told.length).toBeGreaterThan(5)
  expect(told.every((report) => PeerReport.safeParse(report).success)).toBe(true)
  expect([events, changes()]).toEqual([[{ kind: 'echo', side: 'me' }], 1])
})

test('what they tell of theirs is shown until they have not said it for three seconds', () => {
  const { clock, events, watch, changes } = start()
  for (let second = 0; second < 5; second++) {
    watch.hear()
    clock.advance(1_000)
    watch.measure()
    expect(watch.view()).toEqual({ mine: false, theirs: true })
  }
  clock.advance(2_000)
  watch.measure()
  expect(watch.view()).toEqual(NO_ECHO)
  expect([events, changes()]).toEqual([[{ kind: 'echo', side: 'peer' }], 2])
})
