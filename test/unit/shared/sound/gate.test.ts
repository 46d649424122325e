import { describe, expect, test } from 'vitest'
import type { Gate } from '../../../../src/shared/model/sound.ts'
import { createGate } from '../../../../src/shared/sound/gate.ts'
import type { GateState } from '../../../../src/shared/sound/gate-decision.ts'

const RATE = 48_000
const PIECE = 128
const SET: Gate = { threshold: -40, prerollMs: 60, holdMs: 200 }
const DELAY = 0.06 * RATE

const samples = (ms: number): number => Math.round((ms / 1_000) * RATE)
const silence = (ms: number): Float32Array => new Float32Array(samples(ms))
const tone = (ms: number, db: number): Float32Array =>
  silence(ms).map((_, i) => Math.SQRT2 * 10 ** (db / 20) * Math.sin((2 * Math.PI * 440 * i) / RATE))
/** White noise, the same in every run. */
function noise(ms: number, db: number): Float32Array {
  let seed = 1
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  return silence(ms).map(() => Math.sqrt(3) * 10 ** (db / 20) * (2 * next() - 1))
}
function join(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0)
  return all
}

interface Passed {
  readonly output: readonly Float32Array[]
  /** By piece. */
  readonly states: readonly GateState[]
  /** Milliseconds at which it opened and closed. */
  readonly changes: readonly number[]
}

function pass(gate: Gate, ...input: readonly Float32Array[]): Passed {
  const sound = createGate(RATE, PIECE, gate)
  const length = input[0]!.length - (input[0]!.length % PIECE)
  const output = input.map(() => new Float32Array(length))
  const states: GateState[] = []
  const changes: number[] = []
  for (let at = 0; at < length; at += PIECE) {
    const cut = (channel: Float32Array): Float32Array => channel.subarray(at, at + PIECE)
    const state = sound.process(input.map(cut), output.map(cut))
    if (state.isOpen !== (states.at(-1)?.isOpen ?? false)) changes.push(((at + PIECE) / RATE) * 1_000)
    states.push(state)
  }
  return { output, states, changes }
}

const mixed = (a: Float32Array, b: Float32Array): Float32Array => a.map((sample, i) => sample + b[i]!)

test('it opens within 20 ms, and what went before is not lost', () => {
  const input = join(silence(500), tone(300, -20), silence(500))
  const { output, changes } = pass(SET, input)
  expect(changes[0]).toBeGreaterThan(500)
  expect(changes[0]).toBeLessThan(520)
  const [first, last] = [samples(500), samples(800)]
  expect(output[0]!.slice(first + DELAY, last + DELAY)).toEqual(input.slice(first, last))
})

test('shut, it gives digital zero', () => {
  const { output } = pass(SET, join(noise(500, -60), tone(300, -20), noise(1_000, -60)))
  expect(output[0]!.subarray(0, samples(495)).every((sample) => sample === 0)).toBe(true)
  expect(output[0]!.subarray(samples(800 + 80 + 60 + 200 + 80)).every((sample) => sample === 0)).toBe(true)
})

test.each([60, 200])('with a pre-roll of %i ms it stays open for the hold time after the last word', (ms) => {
  const { output } = pass({ ...SET, prerollMs: ms }, join(silence(200), tone(300, -20), noise(1_500, -60)))
  const end = samples(500 + ms)
  // All of the hold time comes out, and not just what the delay leaves of it.
  expect(output[0]!.subarray(end, end + samples(200)).some((sample) => sample === 0)).toBe(false)
  expect(output[0]!.subarray(end + samples(200 + 130)).every((sample) => sample === 0)).toBe(true)
})

test('a pause that is shorter than the hold time does not close it', () => {
  const { changes } = pass(
    SET,
    join(silence(200), tone(300, -20), silence(150), tone(300, -20), silence(100)),
  )
  expect(changes).toHaveLength(1)
})

test('between its two levels it stays as it is', () => {
  const between = tone(1_000, -43)
  expect(pass(SET, join(silence(200), between)).changes).toEqual([])
  expect(pass(SET, join(silence(200), tone(100, -20), between)).changes).toHaveLength(1)
  expect(pass(SET, join(silence(200), tone(100, -20), tone(1_000, -48))).changes).toHaveLength(2)
})

test('it comes and goes without a step', () => {
  const { output } = pass(SET, join(silence(200), tone(300, -20), silence(800)))
  // The tone itself rises by so much from one sample to the next.
  const steepest = Math.SQRT2 * 0.1 * 2 * Math.PI * (440 / RATE) * 1.05
  const steps = output[0]!.subarray(1).map((sample, i) => Math.abs(sample - output[0]![i]!))
  expect(Math.max(...steps)).toBeLessThan(steepest)
})

test('both channels come through, each by itself', () => {
  const [left, right] = [join(silence(200), tone(300, -20)), join(silence(200), noise(300, -30))]
  const { output } = pass(SET, left, right)
  const [first, last] = [samples(200), samples(400)]
  for (const [i, input] of [left, right].entries()) {
    expect(output[i]!.slice(first + DELAY, last + DELAY)).toEqual(input.slice(first, last))
  }
})

test('rumble does not open it', () => {
  const rumble = silence(1_000).map((_, i) => 0.05 * Math.sin((2 * Math.PI * 20 * i) / RATE))
  expect(pass(SET, rumble).changes).toEqual([])
})

describe('the automatic threshold', () => {
  const AUTOMATIC: Gate = { ...SET, threshold: 'automatic' }

  test.each([-75, -60, -45])('%i dB of noise stay outside, and a voice 20 dB above comes through', (db) => {
    const word = join(silence(5_000), tone(300, db + 20), silence(3_000))
    const { changes, states } = pass(AUTOMATIC, mixed(noise(8_300, db), word))
    const opened = changes.filter((ms) => ms > 4_000)
    expect(opened).toHaveLength(2)
    expect(opened[0]).toBeGreaterThan(5_000)
    expect(opened[0]).toBeLessThan(5_020)
    const threshold = states.at(-1)!.thresholdDb
    expect(threshold).toBeGreaterThanOrEqual(-60)
    if (db > -70) expect(Math.abs(threshold - (db + 11))).toBeLessThan(1)
  })

  test('a fan that is switched on is outside again after some seconds', () => {
    const { states } = pass(AUTOMATIC, join(noise(3_000, -70), noise(6_000, -42)))
    expect(states.at(-1)!.isOpen).toBe(false)
    expect(states.at(-1)!.levelDb).toBeGreaterThan(-45)
  })

  test('a long speech does not close it', () => {
    const speech = join(...Array.from({ length: 20 }, () => join(tone(350, -25), noise(150, -65))))
    const { changes } = pass(AUTOMATIC, join(noise(1_000, -65), speech))
    expect(changes).toHaveLength(1)
  })
})
