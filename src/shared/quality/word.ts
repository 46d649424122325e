import type { QualitySample, QualityWord } from './sample.ts'

/** Lowest score of each word: users are satisfied above 4.0, and many are not below 3.6 (ITU-T G.109, table 1). */
const GOOD = 4
const FAIR = 3.4
/** Seconds that a better word must hold before it is said: a bad one counts at once. */
const PATIENCE = 3

const RANK: Readonly<Record<QualityWord, number>> = { poor: 0, fair: 1, good: 2 }

/** The word for a score, 1 to 4.5. */
export function wordOf(score: number): QualityWord {
  if (score >= GOOD) return 'good'
  return score >= FAIR ? 'fair' : 'poor'
}

/** Judges one sample after the other by the worse direction. It keeps its last word while a sample says nothing. */
export function createQualityJudge(): (sample: QualitySample) => QualityWord | null {
  let said: QualityWord | null = null
  let betterFor = 0
  return ({ mosReceived, mosSent }) => {
    if (mosReceived === null && mosSent === null) return said
    const word = wordOf(Math.min(mosReceived ?? Infinity, mosSent ?? Infinity))
    const isBetter = said !== null && RANK[word] > RANK[said]
    betterFor = isBetter ? betterFor + 1 : 0
    if (!isBetter || betterFor >= PATIENCE) {
      said = word
      betterFor = 0
    }
    return said
  }
}
