// `npm run bench`: every benchmark, or those that are named. They print; they do not fail.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.ts'

const folder = join(root, 'bench')
/** A benchmark starts with a comment that says what it measures; helpers beside it do not. */
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && readFileSync(join(folder, file), 'utf8').startsWith('// '))
  .map((file) => file.slice(0, -3))

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(2)
}
for (const name of chosen.length > 0 ? chosen : all) {
  console.log(`\n== ${name}`)
  const code = await run(process.execPath, [join(folder, `${name}.ts`)])
  if (code !== 0) process.exitCode = code
}
