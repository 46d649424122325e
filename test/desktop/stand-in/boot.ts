import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { app, becomeReady, describeApp } from './app.ts'

// What Electron does at its start: find the app's main file, evaluate it, and only then get ready. A main file that
// waits for `ready` at its top level hangs here as it hangs there.

const Package = z.object({
  name: z.string(),
  productName: z.string().optional(),
  version: z.string(),
  main: z.string(),
})

const args = process.argv.slice(2)
const position = args.findIndex((arg) => !arg.startsWith('-'))
const folder = resolve(args[position] ?? '.')
const manifest = Package.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
describeApp({ name: manifest.productName ?? manifest.name, version: manifest.version, path: folder })
process.argv = [process.execPath, ...args]
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

const main = join(folder, manifest.main)
Object.assign(process, { resourcesPath: dirname(main) })
await import(pathToFileURL(main).href)
// Read by bench/startup.ts.
performance.mark('main-evaluated')
becomeReady()
