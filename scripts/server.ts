// `npm run server`: builds the browser version if it is older than its sources, then runs the server.
import { join } from 'node:path'
import { buildWebIfNeeded } from './build-web.ts'
import { root, run } from './run.ts'

const args = process.argv.slice(2)
const isQuestion = args.some((arg) =>
  ['--help', '-h', '--version', '-V', '--web'].includes(arg.split('=')[0]!),
)
if (!isQuestion) await buildWebIfNeeded()
// The server ends in order by itself; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.exit(await run(process.execPath, [join(root, 'src/server/main.ts'), ...args], { stdio: 'inherit' }))
