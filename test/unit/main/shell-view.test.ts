import { expect, test } from 'vitest'
import { shellTexts, shellView } from '../../../src/main/shell/shell-view.ts'
import { CallId, UserName } from '../../../src/shared/ids.ts'

const IDLE = { status: 'idle', callId: null, peer: null, muted: false, held: false, since: null } as const
const call = {
  ...IDLE,
  callId: CallId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff'),
  peer: UserName.parse('Bob'),
}
const online = { status: 'online' } as const

test.each([
  [IDLE, online, 'Online', false],
  [IDLE, { status: 'connecting' } as const, 'Connecting ...', false],
  [IDLE, { status: 'offline', error: null, retryAt: null } as const, 'Offline', false],
  [{ ...call, status: 'calling' } as const, online, 'Calling Bob', true],
  [{ ...call, status: 'ringing' } as const, online, 'Incoming call from Bob', false],
  [{ ...call, status: 'in-call' } as const, online, 'In a call with Bob', true],
  [{ ...call, status: 'in-call', muted: true } as const, online, 'In a call with Bob (muted)', true],
] as const)('%j while %j', (presence, connection, status, isInCall) => {
  expect(shellView(shellTexts('en-US'), presence, connection)).toEqual({ status, isInCall })
})

test('Korean has a text for each', () => {
  const [en, ko] = [shellTexts('en'), shellTexts('ko-KR')]
  expect(Object.keys(ko)).toEqual(Object.keys(en))
  expect(shellView(ko, { ...call, status: 'in-call', muted: true }, online).status).toContain('음소거')
})
