import { expect, test } from 'vitest'
import { MAX_REQUEST_LENGTH, REQUESTS } from '../../../src/shared/ipc.ts'
import { CALL_LOG_LIMIT, CallLog } from '../../../src/shared/model/call-log.ts'

const long = 'x'.repeat(1_000)
const path = {
  kind: 'path' as const,
  path: 'relayed' as const,
  protocol: 'udp' as const,
  local: long,
  remote: long,
  relay: long,
}

test('a text that is too long is cut, and the log stays', () => {
  const log = CallLog.parse([{ atMs: 1, event: { kind: 'microphone', state: 'open', label: long } }])
  expect(log).toMatchObject([{ event: { label: 'x'.repeat(256) } }])
})

test('the largest log that there can be gets to main', () => {
  const log = CallLog.parse(
    Array.from({ length: CALL_LOG_LIMIT }, () => ({ atMs: 3_600_000.125, event: path })),
  )
  const request = ['00000000-0000-4000-8000-000000000001', log]
  expect(REQUESTS['history.saveLog'].safeParse(request).success).toBe(true)
  expect(JSON.stringify(request).length).toBeLessThan(MAX_REQUEST_LENGTH)
})

test('one entry more is refused, as is one that means nothing', () => {
  const entry = { atMs: 1, event: { kind: 'media-lost' } }
  expect(CallLog.safeParse(Array.from({ length: CALL_LOG_LIMIT + 1 }, () => entry)).success).toBe(false)
  expect(CallLog.safeParse([{ atMs: 1, event: { kind: 'sdp', text: 'v=0' } }]).success).toBe(false)
})
