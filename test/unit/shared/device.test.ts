import { expect, test } from 'vitest'
import { chooseDevice, preferDevice, type AudioDevice } from '../../../src/shared/model/device.ts'

const device = (id: string, label = id, group = `of ${id}`): AudioDevice => ({ id, label, group })
const headset = device('h', 'Headset', 'usb-1')
const desk = device('d', 'Desk', 'usb-2')
const builtIn = device('b', 'Built-in', 'board')

test('the first of the ranking that is there is taken', () => {
  expect(chooseDevice([headset, desk], [builtIn, desk, headset])).toBe(headset)
  expect(chooseDevice([headset, desk], [builtIn, desk])).toBe(desk)
})

test('none of it there, or no ranking: the system chooses', () => {
  expect(chooseDevice([headset], [builtIn])).toBeNull()
  expect(chooseDevice([], [builtIn])).toBeNull()
})

test('a device with another id is known by its label, of two alike by its hardware', () => {
  const elsewhere = device('x', 'Headset', 'usb-9')
  expect(chooseDevice([headset], [elsewhere])).toBe(elsewhere)
  const same = device('y', 'Headset', 'usb-1')
  expect(chooseDevice([headset], [elsewhere, same])).toBe(same)
})

test('without a label only the id counts', () => {
  const nameless = device('n', '', '')
  expect(chooseDevice([nameless], [device('m', '', '')])).toBeNull()
  expect(chooseDevice([nameless], [nameless])).toBe(nameless)
})

test('whoever chooses a device puts it before the others, once', () => {
  expect(preferDevice([headset, desk], desk)).toEqual([desk, headset])
  const renamed = device('z', 'Headset', 'usb-9')
  expect(preferDevice([headset, desk], renamed)).toEqual([renamed, desk])
  expect(preferDevice([headset, desk], null)).toEqual([])
})
