import { createPrivateKey } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { signFeed } from '../src/main/updates/feed-signature.ts'

// The one that electron-builder writes the feeds with, and electron-updater reads them.
const require = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))
const { dump, load } = require('js-yaml') as {
  dump(value: unknown, options: { lineWidth: number }): string
  load(text: string): unknown
}

/** Signs every feed file that electron-builder wrote into a folder; gives their names. */
export function signFeeds(folder: string, privateKeyPem: string): string[] {
  const feeds = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name))
  for (const feed of feeds) {
    const content = z.looseObject({}).parse(load(readFileSync(join(folder, feed), 'utf8')))
    const signature = signFeed(createPrivateKey(privateKeyPem), feed, content)
    writeFileSync(join(folder, feed), dump({ ...content, signature }, { lineWidth: -1 }))
  }
  return feeds
}
