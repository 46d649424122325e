// `npm test`: every check and every suite, and one plain line over all of them. `npm test -- unit e2e` runs some.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../test/support/find-chromium.ts'
import { bin, root, run, which } from './run.ts'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}
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
  if (!existsSync(file)) return FAILED
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  const failed = report['numFailedTests'] ?? 0
  const count = {
    passed: report['numPassedTests'] ?? 0,
    // A file that does not even load has no failed test, but an exit code.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0),
  }
  return count
}

async function playwright(project: string): Promise<Count> {
  if (findChromium() === null) return lacking(project, 'Chromium')
  const file = join(results, `${project}.json`)
  const code = await run(
    bin('playwright'),
    ['test', `--project=${project}`, '--reporter=list,json', '--output', join(results, `${project}-output`)],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  )
  if (!existsSync(file)) return FAILED
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }
  const failed = code !== 0 && stats.unexpected === 0 ? 1 : stats.unexpected
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped }
}

/** A suite that cannot run here is named; on CI that is a failure, because nobody would read the line. */
function lacking(suite: string, tool: string): Count {
  console.log(`SKIPPED suite "${suite}": ${tool} is not installed and could not be installed.`)
  return process.env['CI'] === 'true' ? FAILED : SKIPPED
}

const suites: Readonly<Record<string, () => Promise<Count>>> = {
  types: () => check(bin('tsc'), ['-b']),
  lint: () => check(bin('oxlint'), ['--deny-warnings']),
  format: () => check(bin('biome'), ['format', '.']),
  build: () => check(process.execPath, [join(root, 'scripts', 'build.ts')]),
  unit: () => vitest('unit'),
  server: () => vitest('server'),
  e2e: () => playwright('e2e'),
  desktop: () => playwright('desktop'),
}

/** Debian packages that suites need: the browser, a display for its windows, and Hangul for the screenshots. */
async function installSystemTools(): Promise<void> {
  const wanted = [
    { package: 'chromium', isThere: findChromium() !== null },
    { package: 'xvfb', isThere: which('Xvfb') !== null },
    {
      package: 'fonts-noto-cjk',
      isThere: existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
    },
  ]
  const missing = wanted.filter((tool) => !tool.isThere).map((tool) => tool.package)
  if (missing.length === 0 || process.getuid?.() !== 0 || which('apt-get') === null) return
  console.log(`Installing ${missing.join(', ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
    stdio: 'ignore',
  })
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
for (const [name, suite] of Object.entries(suites)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`\n== ${name}`)
  const startedAt = Date.now()
  const count = await suite()
  counts.push(count)
  const { passed, failed, skipped } = count
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`)
}

const total = (key: keyof Count): number => counts.reduce((sum, count) => sum + count[key], 0)
const skipped = total('skipped')
console.log(
  `\n${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
)
process.exit(total('failed') > 0 ? 1 : 0)
