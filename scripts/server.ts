// `npm run server`: builds the browser version if it is older than its sources, then runs the server.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildWebIfNeeded } from './build-web.ts'
import { root } from './run.ts'

const args = process.argv.slice(2)
const isQuestion = args.some((arg) =>
  ['--help', '-h', '--version', '-V', '--web'].includes(arg.split('=')[0]!),
)
if (!isQuestion) await buildWebIfNeeded()
const server = spawn(process.execPath, [join(root, 'src/server/main.ts'), ...args], {
  cwd: root,
  stdio: 'inherit',
})
server.once('exit', (code) => process.exit(code ?? 1))
process.on('SIGTERM', () => void server.kill('SIGTERM'))
// A terminal sends Ctrl-C to both; the server ends in order, and this process waits for it.
process.on('SIGINT', () => {})
