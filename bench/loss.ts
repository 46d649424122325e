// Lost packets: how much of a voice the decoder has to make up under random loss, and how far the spectrum of what it
// gives is from what was sent, in Tincan and in a bare pair.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { call, endCalls } from '../test/network/support/calls.ts'
import { SERVER } from '../test/network/support/internet.ts'
import { whyNoLab } from '../test/network/support/namespace.ts'
import { befriend, createWorld } from '../test/network/support/world.ts'
import { speak } from '../test/support/speech.ts'
import { writeWav } from '../test/support/wav.ts'
import { startBareHosts } from './bare-hosts.ts'
import { closeBarePair, firstSounds, openBarePair } from './bare-pair.ts'
import { logSpectralDistance } from './log-spectral-distance.ts'
import { record } from './recording.ts'
import { readReception, type Reception } from './reception.ts'
import { printAim } from './statistics.ts'

const SECONDS = Number(process.argv[2] ?? 20)
const LOSSES = [0, 5, 10, 20, 30]
/** What Tincan may have of the bare pair's concealment, where an aim is set. */
const AIMS = new Map([[10, 0.25]])
/** Time for both to learn of a new loss. */
const LEARNING_MS = 12_000
/** Handing a recording over stops a page for a while: what is missed then must not count, in milliseconds. */
const HANDOVER_MS = 1_000
/** What everybody says, over and over. */
const TEXT =
  'The birch canoe slid on the smooth planks. Glue the sheet to the dark blue background. ' +
  'It is easy to tell the depth of a well. These days a chicken leg is a rare dish. ' +
  'Rice is often served in round bowls. The juice of lemons makes fine punch.'

const obstacle = whyNoLab()
if (obstacle !== null) {
  console.log(`Cannot run here: ${obstacle}.`)
  process.exit(1)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`.padStart(8)

interface Measured extends Reception {
  /** Mean of the two directions, in dB. */
  readonly distance: number
}

/** Of a call between two pages. */
async function measure([left, right]: readonly [Page, Page]): Promise<Measured> {
  const ms = SECONDS * 1_000
  const [reception, atLeft, atRight] = await Promise.all([
    readReception([left, right], ms),
    record(left, ms + HANDOVER_MS),
    record(right, ms + HANDOVER_MS),
  ])
  const there = logSpectralDistance(atLeft.sent, atRight.received)
  const back = logSpectralDistance(atRight.sent, atLeft.received)
  return { ...reception, distance: (there + back) / 2 }
}

function print(contender: string, { concealed, events, lost, kbps, distance }: Measured): void {
  console.log(
    `  ${contender.padEnd(34)} concealed ${percent(concealed)} in ${events.toFixed(1).padStart(4)} gaps a second, ` +
      `of ${percent(lost)} lost packets, at ${kbps.toFixed(0)} kbit/s; ` +
      `log-spectral distance ${distance.toFixed(1).padStart(4)} dB`,
  )
}

// Both calls run at the same time through one router, which drops packets of both directions at random.
const folder = mkdtempSync(join(tmpdir(), 'tincan-loss-'))
const voice = join(folder, 'voice.wav')
writeWav(voice, speak(TEXT))
/** Instead of the tone of a person: Chromium takes the last of two equal flags. */
const flags = [`--use-file-for-fake-audio-capture=${voice}`]
const world = await createWorld()
const bare = await startBareHosts(world.internet.server, SERVER.ipv4)
try {
  const home = world.internet.home('home', 1, 'independent')
  const inside = home.host('inside', 1)
  const outside = world.internet.publicHost('outside', 101, ['ipv4'])
  const alice = await world.person('alice', inside, { frequency: 0, flags })
  const bob = await world.person('bob', outside, { frequency: 0, flags })
  await befriend(alice, bob)
  const [left, right] = [await bare.start(inside, 0, flags), await bare.start(outside, 0, flags)]
  await call(alice, bob)
  await openBarePair(left, right)
  await firstSounds(left, right)

  for (const loss of LOSSES) {
    home.configure('independent', 'open', loss)
    await pause(LEARNING_MS)
    const [plain, ours] = await Promise.all([measure([left, right]), measure([alice.page, bob.page])])
    console.log(`\n${loss} % of all packets lost at random, over ${SECONDS} s both ways`)
    print('bare pair (Opus as Chromium has it)', plain)
    print('Tincan (RED and FEC)', ours)
    const ratio = ours.concealed / plain.concealed
    const aim = AIMS.get(loss)
    if (aim !== undefined) printAim(`concealed at ${loss} % loss / bare pair`, ratio, aim, 'x')
    else if (loss > 0) console.log(`concealed / bare pair: ${ratio.toFixed(2)} x`)
    console.log(`log-spectral distance - bare pair: ${(ours.distance - plain.distance).toFixed(1)} dB`)
  }
  await endCalls(alice, bob)
  await closeBarePair(left, right)
} finally {
  await bare.close()
  await world.dispose()
  rmSync(folder, { recursive: true, force: true })
}
