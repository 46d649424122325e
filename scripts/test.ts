// `npm test`: every check and every suite, and one plain line over all of them. `npm test -- unit e2e` runs some.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoLab } from '../test/network/support/namespace.ts'
import { startDisplay } from '../test/support/display.ts'
import { findChromium } from '../test/support/find-chromium.ts'
import { bin, root, run, which } from './run.ts'
import { installSystemTools, missing, NETWORK_TOOLS } from './system-tools.ts'
import { type Count, readPlaywright, readVitest } from './test-report.ts'

const PASSED: Count = { passed: 1, failed: 0, skipped: 0 }
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 }
const SKIPPED: Count = { passed: 0, failed: 0, skipped: 1 }

const results = join(root, 'test-results')

/** A check that either holds or does not. */
const check = async (command: string, args: readonly string[]): Promise<Count> =>
  (await run(command, args)) === 0 ? PASSED : FAILED

async function vitest(project: string): Promise<Count> {
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(bin('vitest'), ['run', '--project', project, ...reporters])
  return existsSync(file) ? readVitest(readFileSync(file, 'utf8'), code) : FAILED
}

interface PlaywrightOptions {
  readonly workers?: number
  readonly env?: NodeJS.ProcessEnv
}
async function playwright(
  project: string,
  { workers = 1, env = {} }: PlaywrightOptions = {},
): Promise<Count> {
  if (findChromium() === null) return lacking(project, notInstalled('Chromium'))
  const file = join(results, `${project}.json`)
  const code = await run(
    bin('playwright'),
    [
      'test',
      `--project=${project}`,
      `--workers=${workers}`,
      '--reporter=list,json',
      '--output',
      join(results, `${project}-output`),
    ],
    { env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  )
  return existsSync(file) ? readPlaywright(readFileSync(file, 'utf8'), code) : FAILED
}

/** With windows that are really drawn, on a display that nobody sees, where there is such a thing. */
async function desktop(): Promise<Count> {
  if (which('Xvfb') === null) return playwright('desktop')
  const display = await startDisplay()
  try {
    const env = { DISPLAY: display.name, WAYLAND_DISPLAY: '', STAND_IN_HEADED: '1' }
    return await playwright('desktop', { env })
  } finally {
    display.stop()
  }
}

/** Hosts in network namespaces, which take Linux, root and some programs. */
function network(): Promise<Count> {
  const tools = missing(NETWORK_TOOLS)
  const obstacle = tools.length > 0 ? notInstalled(tools.join(', ')) : whyNoLab()
  return obstacle === null ? playwright('network') : Promise.resolve(lacking('network', obstacle))
}

const second = (flaky = 0): string => (flaky > 0 ? ` (${flaky} at the second try)` : '')

const notInstalled = (tools: string): string => `not installed, and could not be: ${tools}`

/** A suite that cannot run here is named; on CI that is a failure, because nobody would read the line. */
function lacking(suite: string, obstacle: string): Count {
  console.log(`SKIPPED suite "${suite}": ${obstacle}.`)
  return process.env['CI'] === 'true' ? FAILED : SKIPPED
}

const suites: Readonly<Record<string, () => Promise<Count>>> = {
  types: () => check(bin('tsc'), ['-b']),
  lint: () => check(bin('oxlint'), ['--deny-warnings']),
  format: () => check(bin('biome'), ['format', '.']),
  build: () => check(process.execPath, [join(root, 'scripts', 'build.ts')]),
  unit: () => vitest('unit'),
  server: () => vitest('server'),
  dist: () => vitest('dist'),
  e2e: () => playwright('e2e'),
  screens: () => playwright('screens', { workers: 2 }),
  desktop,
  network,
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) {
  console.error(`Unknown suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`)
  process.exit(2)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
await installSystemTools()

const counts: Count[] = []
const troubles: string[] = []
for (const [name, suite] of Object.entries(suites)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`\n== ${name}`)
  const startedAt = Date.now()
  const count = await suite()
  counts.push(count)
  const { passed, flaky, failed, skipped, troubles: own = [] } = count
  if (failed > 0 && own.length === 0) troubles.push(`${name}: failed`)
  troubles.push(...own.map((trouble) => `${name}: ${trouble}`))
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `== ${name}: ${passed} passed${second(flaky)}, ${failed} failed, ${skipped} skipped in ${seconds} s`,
  )
}

// Repeated at the end, where they are not lost among hundreds of lines.
if (troubles.length > 0) console.log(`\n${troubles.join('\n')}`)

const total = (key: 'passed' | 'flaky' | 'failed' | 'skipped'): number =>
  counts.reduce((sum, count) => sum + (count[key] ?? 0), 0)
const skipped = total('skipped')
console.log(
  `\n${total('passed')} passed${second(total('flaky'))}, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
)
process.exit(total('failed') > 0 ? 1 : 0)
