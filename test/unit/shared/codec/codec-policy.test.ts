import { describe, expect, test } from 'vitest'
import { createCodecPolicy } from '../../../../src/shared/codec/codec-policy.ts'
import type { CodecPlan, CodecWishes, PathFacts } from '../../../../src/shared/codec/plan.ts'
import { DEFAULT_SETTINGS } from '../../../../src/shared/model/settings.ts'
import { PRESETS } from '../../../../src/shared/model/sound.ts'

const GOOD: Omit<PathFacts, 'now'> = { loss: 0, jitterMs: 2, rttMs: 20, availableBitrate: 300_000 }
/** Packets stand in a queue. */
const FULL = { rttMs: 180 }
const MUSIC: Partial<CodecWishes> = { processing: PRESETS.music }

/** The plan after a call on a path that changes: `[seconds, what is different from a good path]`. */
function planAfter(
  wishes: Partial<CodecWishes>,
  ...path: readonly (readonly [seconds: number, facts: Partial<PathFacts>])[]
): CodecPlan {
  const policy = createCodecPolicy()
  const wanted = { ...DEFAULT_SETTINGS, ...wishes }
  let plan = policy.plan(wanted, null)
  let now = 0
  for (const [seconds, facts] of path) {
    for (let second = 0; second < seconds; second++) {
      now += 1_000
      plan = policy.plan(wanted, { ...GOOD, ...facts, now })
    }
  }
  return plan
}

describe('packets', () => {
  const LOSSY = [5, { loss: 0.05 }] as const
  test.each([
    ['are short before anything is known', planAfter({}), 10],
    ['are short on a good path', planAfter({}, [60, {}]), 10],
    ['stay short when a packet is lost now and then', planAfter({}, [10, {}], [1, { loss: 0.01 }]), 10],
    ['are fewer where many are lost', planAfter({}, LOSSY), 20],
    ['stay fewer for half a minute', planAfter({}, LOSSY, [25, {}]), 20],
    ['are short again after that', planAfter({}, LOSSY, [40, {}]), 10],
    [
      'are short whatever bandwidth is estimated, without trouble',
      planAfter({}, [5, { availableBitrate: 30_000 }]),
      10,
    ],
    ['are fewer when the path is full', planAfter({}, [5, {}], [4, FULL]), 20],
    ['do not mind a slow answer or two', planAfter({}, [5, {}], [3, FULL]), 10],
    ['are the fewest with low bandwidth', planAfter({ lowBandwidth: true }, [5, {}]), 60],
  ])('%s', (_, { packetMs }, expected) => expect(packetMs).toBe(expected))
})

describe('redundancy', () => {
  const NARROW = [5, { ...FULL, availableBitrate: 100_000 }] as const
  test.each([
    ['is there before anything is known', planAfter({}), 'on'],
    ['stays where it costs nothing that is missed', planAfter({}, [60, {}]), 'on'],
    ['goes where there is no room for it', planAfter({}, [5, {}], NARROW), 'ready'],
    ['stays away for half a minute', planAfter({}, [5, {}], NARROW, [25, {}]), 'ready'],
    ['comes back when the path is empty again', planAfter({}, [5, {}], NARROW, [40, {}]), 'on'],
    ['stays on a radio path that loses and is not full', planAfter({}, [60, { loss: 0.2 }]), 'on'],
    ['goes when its own weight makes the loss', planAfter({}, [5, {}], [4, { ...FULL, loss: 0.2 }]), 'ready'],
    ['can be wanted anyway', planAfter({ redundancy: 'always', lowBandwidth: true }, [5, {}], NARROW), 'on'],
    ['can be unwanted', planAfter({ redundancy: 'off' }, [5, { loss: 0.2 }]), 'never'],
    ['does not go with low bandwidth', planAfter({ lowBandwidth: true }, [5, { loss: 0.2 }]), 'never'],
    ['gives way to music where nothing is lost', planAfter(MUSIC, [5, {}]), 'ready'],
    ['is there for music where something is', planAfter(MUSIC, [5, {}], [1, { loss: 0.01 }]), 'on'],
    ['goes a minute after that', planAfter(MUSIC, [1, { loss: 0.01 }], [61, {}]), 'ready'],
  ])('%s', (_, { redundancy }, expected) => expect(redundancy).toBe(expected))
})

describe('the bitrate', () => {
  const LOSSY = { loss: 0.05, availableBitrate: 64_000 }
  const NARROW = [5, { ...FULL, availableBitrate: 9_000 }] as const
  test.each([
    ['of a voice', planAfter({}, [5, {}]), 40_000],
    ['of music', planAfter(MUSIC, [5, {}]), 128_000],
    [
      'is what the person wants',
      planAfter({ bitrate: 96 }, [5, { loss: 0.3, availableBitrate: 9_000 }]),
      96_000,
    ],
    ['is the least with low bandwidth', planAfter({ bitrate: 96, lowBandwidth: true }), 16_000],
    ['leaves room for the copies where packets are lost', planAfter({}, [5, { loss: 0.05 }]), 32_000],
    ['stays that where very many are', planAfter({}, [9, { loss: 0.3 }]), 32_000],
    // 85 % of 100 kbit/s, less 28 kbit/s of headers, for two copies.
    ['fits the bandwidth', planAfter({}, [5, { ...LOSSY, availableBitrate: 100_000 }]), 28_000],
    ['does not believe an estimate without trouble', planAfter({}, [5, { availableBitrate: 9_000 }]), 40_000],
    ['stays that of a voice on a path that is not full', planAfter({}, [5, LOSSY]), 24_000],
    ['never falls below what can be understood', planAfter({}, [5, {}], NARROW), 16_000],
    ['grows again slowly', planAfter({}, [5, {}], NARROW, [3, {}]), 19_000],
    ['grows again', planAfter({}, [5, {}], NARROW, [20, {}]), 40_000],
  ])('%s', (_, { bitrate }, expected) => expect(bitrate).toBe(expected))
})

describe('the jitter buffer', () => {
  const UNEVEN = [3, { jitterMs: 30 }] as const
  test.each([
    ['is as short as can be before anything is known', planAfter({}), 0],
    ['is as short as can be on a good path', planAfter({}, [30, { jitterMs: 8 }]), 0],
    ['is longer at once where packets are late', planAfter({}, [10, {}], [1, { jitterMs: 30 }]), 90],
    ['stays longer for ten seconds', planAfter({}, UNEVEN, [10, {}]), 90],
    ['is short again after that', planAfter({}, UNEVEN, [11, {}]), 0],
    ['shrinks to what is needed', planAfter({}, [3, { jitterMs: 60 }], [15, { jitterMs: 20 }]), 60],
    ['has a limit', planAfter({}, [3, { jitterMs: 900 }]), 300],
    ['leaves time to mend what is lost', planAfter({}, [5, { loss: 0.1 }]), 60],
    ['is short again half a minute after', planAfter({}, [5, { loss: 0.1 }], [45, {}]), 0],
    ['does not wait for copies that nobody sends', planAfter({ redundancy: 'off' }, [5, { loss: 0.1 }]), 0],
  ])('%s', (_, { jitterTargetMs }, expected) => expect(jitterTargetMs).toBe(expected))
})

test('a path that is longer for good does not count as full for ever', () => {
  expect(planAfter({}, [5, {}], [60, { rttMs: 300 }]).packetMs).toBe(10)
})

test('music is sent in stereo and without pauses, a voice is not', () => {
  expect(planAfter({})).toMatchObject({ stereo: false, dtx: true })
  expect(planAfter(MUSIC)).toMatchObject({ stereo: true, dtx: false })
})

test('where much is lost a voice has no pauses, so that each packet has its copy in the next', () => {
  expect(planAfter({}, [5, { loss: 0.1 }])).toMatchObject({ redundancy: 'on', dtx: false })
  expect(planAfter({}, [5, { loss: 0.1 }], [45, {}])).toMatchObject({ redundancy: 'on', dtx: true })
  expect(planAfter({ redundancy: 'off' }, [5, { loss: 0.1 }])).toMatchObject({ dtx: true })
})

test('with low bandwidth the other side is asked for less too', () => {
  expect(planAfter({}).receiveBitrate).toBeNull()
  expect(planAfter({ lowBandwidth: true }).receiveBitrate).toBe(16_000)
})
