import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Licence, LICENCES_FILE } from '../src/shared/model/licence.ts'
import { root } from './run.ts'

/** What is shipped beside the desktop's bundles. */
const UNBUNDLED = ['electron', 'uiohook-napi', 'node-gyp-build']
/** Main and preload have no page that would show theirs. */
const WITHOUT_PAGE = ['main', 'preload']

const noticeOf = (name: string): string =>
  readFileSync(join(root, 'build', 'licences', `${name}.txt`), 'utf8').trim()
/** What is in a file that every page fetches, and that is no module of its bundle: RNNoise as WebAssembly, and who built it. */
const fetched = (): readonly Licence[] => [
  licenceOf('@sapphi-red/web-noise-suppressor'),
  {
    name: '@shiguredo/rnnoise-wasm',
    version: '2022.2.0',
    identifier: 'Apache-2.0',
    text: noticeOf('rnnoise-wasm'),
  },
  { name: 'rnnoise', version: '2022.2.0', identifier: 'BSD-3-Clause', text: noticeOf('rnnoise') },
]

const Manifest = z.object({
  version: z.string(),
  license: z.string().optional(),
  /** As packages of before 2015 have it. */
  licenses: z.tuple([z.object({ type: z.string() })]).optional(),
})
/** As Vite writes it, for packages that say nothing where it looks. */
const Written = z.array(Licence.partial({ identifier: true }))

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

function manifestOf(name: string): { version: string; identifier: string | undefined } {
  const { version, license, licenses } = Manifest.parse(
    readJson(join(root, 'node_modules', name, 'package.json')),
  )
  return { version, identifier: license ?? licenses?.[0].type }
}

function licenceOf(name: string): Licence {
  const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()
  return Licence.parse({ name, ...manifestOf(name), text })
}

/** Puts the licences of bundles, which Vite wrote beside each, and of what lies beside them into the file of a page. */
function gather(page: string, bundles: readonly string[], beside: readonly Licence[]): void {
  const files = bundles.map((bundle) => join(root, 'out', bundle, LICENCES_FILE)).filter(existsSync)
  const bundled = files
    .flatMap((file) => Written.parse(readJson(file)))
    .map((written) =>
      Licence.parse({ ...written, identifier: written.identifier ?? manifestOf(written.name).identifier }),
    )
  const all = new Map([...bundled, ...beside].map((one) => [`${one.name}@${one.version}`, one]))
  const sorted = [...all.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const file of files) rmSync(file)
  writeFileSync(join(root, 'out', page, LICENCES_FILE), JSON.stringify(sorted))
}

export function gatherDesktopLicences(): void {
  gather('renderer', ['renderer', ...WITHOUT_PAGE], [...UNBUNDLED.map(licenceOf), ...fetched()])
}

export function gatherWebLicences(): void {
  gather('web', ['web'], fetched())
}
