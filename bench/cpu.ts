// What a call costs: time of the processor in all of a browser's processes, at rest, in a call, talking, and with RNNoise.
import { buildHarness } from '../test/support/harness.ts'
import { startTestServer } from '../test/support/server.ts'
import { speak } from '../test/support/speech.ts'
import { connect, startCaller, tincan } from '../test/e2e/callers.ts'
import { cpuMs } from './processes.ts'

const SECONDS = Number(process.argv[2] ?? 15)
const SETTLE_MS = 4_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const server = await startTestServer({ webDir: await buildHarness() })
const voice = speak('The quick brown fox jumps over the lazy dog, and then it goes to sleep in the sun.')
const alice = await startCaller(server.origin, 'alice', { frequency: 0, voice })
const bob = await startCaller(server.origin, 'bob', { frequency: 0, voice })

/** Share of one core that alice's browser uses. */
async function print(what: string): Promise<void> {
  await pause(SETTLE_MS)
  const before = cpuMs(alice.profile)
  await pause(SECONDS * 1_000)
  const share = (cpuMs(alice.profile) - before) / (SECONDS * 1_000)
  console.log(`${what.padEnd(44)} ${(share * 100).toFixed(1).padStart(5)} % of one core`)
}
const suppress = (noise: 'browser' | 'rnnoise') =>
  tincan(
    alice.page,
    async ({ host }, kind) => {
      const { processing } = (await host.state()).settings
      return host.settings.update({ processing: { ...processing, noise: kind } })
    },
    noise,
  )

try {
  await print('no call')
  for (const { page } of [alice, bob]) await tincan(page, ({ session }) => session.setMuted(true))
  await connect(alice, bob, 'bob')
  await print('in a call, both silent')
  for (const { page } of [alice, bob]) await tincan(page, ({ session }) => session.setMuted(false))
  await print('both talking')
  await suppress('rnnoise')
  await print('both talking, RNNoise at the measured side')
} finally {
  await Promise.all([alice.close(), bob.close()])
  await server.dispose()
}
