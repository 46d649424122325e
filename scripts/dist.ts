// `npm run dist`: builds the app and packs it for this system, into release/. `npm run dist -- --dir` only unpacked.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'electron-builder'
import { distConfig, readRelease } from './dist-config.ts'
import { root, run } from './run.ts'
import { signFeeds } from './sign-feeds.ts'

/** What packing fetches once and keeps, and the variables that name another place for it. */
const SOURCES = [
  {
    what: 'Electron itself',
    variable: 'ELECTRON_MIRROR',
    usual: 'https://github.com/electron/electron/releases/download/',
  },
  {
    what: "electron-builder's tools for installers",
    variable: 'ELECTRON_BUILDER_BINARIES_MIRROR',
    usual: 'https://github.com/electron-userland/electron-builder-binaries/releases/download/',
  },
] as const

const ANSWER_TIMEOUT_MS = 5_000

/** Whether anybody is there, whatever the answer. */
async function answers(address: string): Promise<boolean> {
  try {
    await fetch(new URL(address).origin, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) })
    return true
  } catch {
    return false
  }
}

function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const { values } = parseArgs({
  options: { dir: { type: 'boolean', default: false }, electron: { type: 'string' } },
})

const release = ((): ReturnType<typeof readRelease> => {
  try {
    return readRelease(process.env)
  } catch (error) {
    return giveUp(reason(error))
  }
})()

// An unpacked app of a given Electron needs nothing from elsewhere.
const wanted = SOURCES.filter(({ variable }) =>
  variable === 'ELECTRON_MIRROR' ? values.electron === undefined : !values.dir,
)
const away: string[] = []
for (const { what, variable, usual } of wanted) {
  const address = process.env[variable] ?? usual
  if (!(await answers(address))) away.push(`${what} (${address}, or set ${variable})`)
}

if ((await run(process.execPath, [join(root, 'scripts', 'build.ts')])) !== 0) process.exit(1)

try {
  const files = await build({
    projectDir: root,
    dir: values.dir,
    publish: 'never',
    config: {
      ...distConfig(release),
      ...(values.electron === undefined ? {} : { electronDist: values.electron }),
    },
  })
  if (release !== null) files.push(...signFeeds(join(root, 'release'), release.privateKey))
  for (const file of files) console.log(file)
} catch (error) {
  // What was fetched before is kept, so being away is no reason not to try.
  const hint = away.length === 0 ? '' : `\nThese places cannot be reached: ${away.join('; ')}.`
  giveUp(`The app could not be packed: ${reason(error)}${hint}`)
}
