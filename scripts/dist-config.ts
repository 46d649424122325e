import { readFileSync } from 'node:fs'
import type { Configuration } from 'electron-builder'
import { publicKeyOf } from '../src/main/updates/feed-signature.ts'

/** Where the packages of a release find the next one, and who may make it. */
export interface Release {
  /** Address of the folder with the feed files. */
  readonly url: string
  /** Ed25519 key in PEM, with which the feed files are signed. */
  readonly privateKey: string
}

/** From TINCAN_UPDATES_URL and TINCAN_UPDATE_KEY, a file. Null makes packages that do not update themselves. */
export function readRelease(environment: Readonly<Record<string, string | undefined>>): Release | null {
  const url = environment['TINCAN_UPDATES_URL'] ?? ''
  const keyFile = environment['TINCAN_UPDATE_KEY'] ?? ''
  if (url === '' && keyFile === '') return null
  if (url === '' || keyFile === '')
    throw new Error('TINCAN_UPDATES_URL and TINCAN_UPDATE_KEY go together: a feed is signed, or not read.')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error('TINCAN_UPDATES_URL is the address of a folder, e.g. https://call.example.org/updates/.')
  return { url, privateKey: readFileSync(keyFile, 'utf8') }
}

/** What a build adds to electron-builder.yml. */
export function distConfig(release: Release | null): Configuration {
  if (release === null) return { publish: null }
  return {
    // Most web servers send one range of a file, not several at once.
    publish: { provider: 'generic', url: release.url, useMultipleRangeRequest: false },
    extraMetadata: { updateKey: publicKeyOf(release.privateKey) },
  }
}
