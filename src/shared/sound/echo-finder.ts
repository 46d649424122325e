import { FRAMES_PER_SECOND, type SoundSlice } from './slice.ts'
import { createTrail } from './trail.ts'

/** What is looked at: the last ten seconds. */
const WINDOW = 10 * FRAMES_PER_SECOND
/** An echo comes so late, in frames: over the network and back, through speaker, room and microphone. */
const EARLIEST = 2
const LATEST = FRAMES_PER_SECOND
/** I have to talk for so long, in frames, before and while it comes. */
const TALK_NEEDED = 3 * FRAMES_PER_SECOND
/** A frame is talk if it stands out of the quietest ones by 10 dB; the pause after a word belongs to it, in frames. */
const TALK_OVER_FLOOR = 10
const PAUSE = FRAMES_PER_SECOND / 10
/** Powers under which a frame is silence, -50 and -70 dB of full scale: nobody talks, and nothing can be heard. */
const QUIET = 1e-5
const SILENT = 1e-7
/** How alike two voices are at the delay of an echo, and no longer are when it is gone. Others reach 0.4 by chance. */
const FOUND = 0.55
const GONE = 0.4
/** An echo is like my voice at one delay only; music is at every bar. */
const LEAD = 0.2
const NEAR = 8
/** So many judgements in a row must agree, within two frames, and so many must not find it any more. */
const AGREE = 2
const DISAGREE = 3
const SAME = 2
/** Of the logarithms of an envelope: it goes up and down by about 1.4 dB. */
const LEAST_VARIANCE = 0.1

/** Finds out that the other side sends my own voice back. */
export interface EchoFinder {
  hearMine(slice: SoundSlice): void
  hearTheirs(slice: SoundSlice): void
  /** To be called once a second: whether my voice comes back. */
  judge(): boolean
}

export function createEchoFinder(): EchoFinder {
  const mine = createTrail(WINDOW)
  const theirs = createTrail(WINDOW)
  let isEcho = false
  /** Of the echo that was found, or seems to be one. */
  let delay = 0
  let agreed = 0
  let missed = 0
  const isThere = (match: Match): boolean => Math.abs(match.delay - delay) <= SAME
  return {
    hearMine: mine.add,
    hearTheirs: theirs.add,
    judge() {
      const start = Math.min(mine.end(), theirs.end()) - WINDOW
      const matches = matchesOf(mine.from(start), theirs.from(start))
      const found = standingOut(matches)
      if (found !== null) {
        agreed = isThere(found) ? agreed + 1 : 1
        delay = found.delay
        missed = 0
        if (agreed >= AGREE) isEcho = true
      } else {
        agreed = 0
        // Who has not talked enough has learned nothing new.
        const here = matches.filter(isThere)
        if (here.length > 0 && here.every(({ likeness }) => likeness < GONE)) missed += 1
        if (missed >= DISAGREE) isEcho = false
      }
      return isEcho
    },
  }
}

interface Match {
  /** In frames. */
  readonly delay: number
  /** Pearson's correlation of the envelopes, at most 1. */
  readonly likeness: number
}

/** How much what I hear is like what I said before, while I talk, for each delay at which I have talked enough. */
function matchesOf(mine: readonly number[], theirs: readonly number[]): Match[] {
  const talk = talkIn(mine)
  const [said, heard] = [toEnvelope(mine), toEnvelope(theirs)]
  const matches: Match[] = []
  for (let delay = EARLIEST; delay <= LATEST; delay++) {
    const likeness = likenessAt(delay, said, heard, talk)
    if (likeness !== null) matches.push({ delay, likeness })
  }
  return matches
}

/** The best one, if it is good and far better than at all other delays. */
function standingOut(matches: readonly Match[]): Match | null {
  const [best] = matches.toSorted((a, b) => b.likeness - a.likeness)
  if (best === undefined || best.likeness < FOUND) return null
  const isAlone = matches.every(
    ({ delay, likeness }) => Math.abs(delay - best.delay) <= NEAR || likeness <= best.likeness - LEAD,
  )
  return isAlone ? best : null
}

/** Null where I have not talked enough; 0 where one of them hardly changes. */
function likenessAt(
  delay: number,
  said: readonly number[],
  heard: readonly number[],
  talk: readonly boolean[],
): number | null {
  let [count, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0]
  for (let at = delay; at < WINDOW; at++) {
    // That they answer in turn must not look like an echo, so both ends of the delay have to be my talk.
    if (!talk[at] || !talk[at - delay]) continue
    const [a, b] = [said[at - delay]!, heard[at]!]
    count += 1
    x += a
    y += b
    xx += a * a
    yy += b * b
    xy += a * b
  }
  if (count < TALK_NEEDED) return null
  const [varianceX, varianceY] = [xx / count - (x / count) ** 2, yy / count - (y / count) ** 2]
  if (Math.min(varianceX, varianceY) < LEAST_VARIANCE) return 0
  return (xy / count - (x / count) * (y / count)) / Math.sqrt(varianceX * varianceY)
}

/** Where I talk. */
function talkIn(frames: readonly number[]): boolean[] {
  const floor = Math.max(QUIET, quietestOf(frames) * TALK_OVER_FLOOR)
  let last = -Infinity
  return frames.map((power, at) => {
    if (power > floor) last = at
    return at - last <= PAUSE
  })
}

/** Logarithms, so that a faint echo rises and falls like a loud voice; what is below the noise is flat. */
function toEnvelope(frames: readonly number[]): number[] {
  const floor = Math.max(SILENT, quietestOf(frames))
  return frames.map((power) => Math.log(power + floor))
}

/** The power that a tenth of the frames does not reach. */
const quietestOf = (frames: readonly number[]): number =>
  frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 10)] ?? 0
