import { beforeEach, expect, test } from 'vitest'
import { alice, bob, device, type From } from '../../../fakes/calls.ts'
import { DEFAULT_SETTINGS } from '../../../../src/shared/model/settings.ts'
import { callOf, startOneSession, talkTo, type OneSession } from './one-session.ts'

let one: OneSession
const fromBob: From = {
  callId: callOf(1),
  from: { name: bob, device: device(2) },
  to: { name: alice, device: null },
}
beforeEach(async () => {
  one = await startOneSession()
})

test('outside of a call nothing sounds', () => {
  one.session.setMuted(true)
  one.session.setDeafened(true)
  expect(one.cues).toEqual([])
})

test('in a call: who comes and goes, mute, deafening, and one sound for each', async () => {
  await talkTo(one, fromBob)
  expect(one.cues).toEqual(['join'])
  one.session.setMuted(true)
  one.session.setMuted(false)
  one.session.setDeafened(true)
  // Ends the deafening.
  one.session.setMuted(false)
  expect(one.cues.splice(1)).toEqual(['mute', 'unmute', 'deafen', 'undeafen'])
  one.session.end(callOf(1))
  expect(one.cues).toEqual(['join', 'leave'])
})

test('the talk key has its sound', async () => {
  await talkTo(one, fromBob)
  one.slice({ slice: 'settings', value: { ...DEFAULT_SETTINGS, talkMode: 'push-to-talk', talkReleaseMs: 0 } })
  one.cues.splice(0)
  one.session.press(true)
  one.session.press(false)
  expect(one.cues).toEqual(['talk-on', 'talk-off'])
})

test('they can be off', async () => {
  one.slice({ slice: 'settings', value: { ...DEFAULT_SETTINGS, cueSounds: false } })
  await talkTo(one, fromBob)
  one.session.setMuted(true)
  expect(one.cues).toEqual([])
})
