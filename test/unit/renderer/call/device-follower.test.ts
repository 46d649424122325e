import { beforeEach, expect, test } from 'vitest'
import {
  createDeviceFollower,
  type DeviceFollower,
  type DeviceMove,
} from '../../../../src/renderer/call/device-follower.ts'
import type { DeviceList } from '../../../../src/renderer/media/devices.ts'
import type { AudioDevice, DeviceRanking } from '../../../../src/shared/model/device.ts'

const device = (id: string): AudioDevice => ({ id, label: `The ${id}`, group: `of ${id}` })
const [headset, desk, builtIn] = ['headset', 'desk', 'built-in'].map(device) as [
  AudioDevice,
  AudioDevice,
  AudioDevice,
]
const list = (system: AudioDevice | null, ...devices: AudioDevice[]): DeviceList => ({ devices, system })

let follower: DeviceFollower
let choices: string[]
let moves: DeviceMove[]
function follow(ranking: DeviceRanking, now: DeviceList): void {
  choices = []
  moves = []
  follower = createDeviceFollower({
    ranking,
    list: now,
    onChoice: (id) => choices.push(id),
    onMoved: (move) => moves.push(move),
  })
}
beforeEach(() => follow([headset, desk], list(builtIn, builtIn, desk, headset)))

test('the best of the ranking, and the next one when it is pulled out', () => {
  expect(follower.current()).toBe('headset')
  follower.setList(list(builtIn, builtIn, desk))
  follower.setList(list(builtIn, builtIn))
  expect(choices).toEqual(['desk', ''])
  expect(moves).toEqual([
    { from: headset, to: desk, canUndo: false },
    { from: desk, to: builtIn, canUndo: false },
  ])
})

test('it comes back when it is plugged in again, which can be undone until the next change', () => {
  follower.setList(list(builtIn, builtIn, desk))
  follower.setList(list(builtIn, builtIn, desk, headset))
  expect(moves.at(-1)).toEqual({ from: desk, to: headset, canUndo: true })
  follower.undo()
  expect(follower.current()).toBe('desk')
  follower.setList(list(builtIn, desk, headset))
  expect(follower.current()).toBe('headset')
})

test('without a ranking the device of the system is followed, and opened anew when that is another', () => {
  follow([], list(builtIn, builtIn, headset))
  follower.setList(list(headset, builtIn, headset))
  expect(choices).toEqual([''])
  expect(moves).toEqual([{ from: builtIn, to: headset, canUndo: true }])
  follower.undo()
  expect(follower.current()).toBe('built-in')
})

test('another device of the system means nothing to whoever chose one', () => {
  follower.setList(list(desk, builtIn, desk, headset))
  expect(choices).toEqual([])
})

test('what the person chooses is no news to them', () => {
  follower.setRanking([desk, headset])
  expect(choices).toEqual(['desk'])
  expect(moves).toEqual([])
})

test('labels that come with the first use of a microphone are no news either', () => {
  follow([headset], list(null))
  follower.setList(list(builtIn, builtIn, headset))
  expect(choices).toEqual(['headset'])
  expect(moves).toEqual([])
})

test('a device that does not open is passed over until devices come or go', () => {
  follower.avoid('headset')
  expect(choices).toEqual(['desk'])
  follower.setList(list(builtIn, builtIn, desk, headset))
  expect(follower.current()).toBe('desk')
  follower.setList(list(builtIn, desk, headset))
  expect(follower.current()).toBe('headset')
})
