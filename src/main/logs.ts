import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

/** Bytes of one file, and how many older ones are kept besides. */
const FILE_LIMIT = 512 * 1024
const OLDER_FILES = 2
const LINE_LIMIT = 4_000

export type LogLevel = 'info' | 'error'

/** What main did and what failed, for a person who asks why. Nothing in it names an address or a secret. */
export interface Log {
  write(level: LogLevel, ...values: readonly unknown[]): void
  /** Nothing is written from now on. */
  close(): void
}

export interface LogOptions {
  readonly folder: string
  readonly now: () => number
  /** For tests. */
  readonly fileLimit?: number
}

/** A file `tincan.log`, and older ones as `tincan.1.log` and so on. A disk that refuses costs the line, not the app. */
export function createLog({ folder, now, fileLimit = FILE_LIMIT }: LogOptions): Log {
  const fileOf = (age: number): string => join(folder, age === 0 ? 'tincan.log' : `tincan.${age}.log`)
  let file: number | null = null
  let size = 0
  let isClosed = false

  const start = (): number => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const opened = openSync(fileOf(0), 'a', 0o600)
    size = fstatSync(opened).size
    return opened
  }
  const turn = (): void => {
    if (file !== null) closeSync(file)
    file = null
    rmSync(fileOf(OLDER_FILES), { force: true })
    for (let age = OLDER_FILES - 1; age >= 0; age--) {
      try {
        renameSync(fileOf(age), fileOf(age + 1))
      } catch {
        // There are not that many yet.
      }
    }
  }
  return {
    write(level, ...values) {
      if (isClosed) return
      const text = scrub(values.map(toText).join(' ')).slice(0, LINE_LIMIT)
      const line = Buffer.from(
        `${new Date(now()).toISOString()} ${level} ${text.replaceAll(/\r?\n/g, '\n  ')}\n`,
      )
      try {
        file ??= start()
        if (size > 0 && size + line.length > fileLimit) {
          turn()
          file = start()
        }
        size += writeSync(file, line)
      } catch {
        // There is no better place to say it.
      }
    },
    close() {
      isClosed = true
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

const toText = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Error ? (value.stack ?? value.message) : inspect(value)

/**
 * Takes out what a log has no business with: addresses, the name of a server, keys and whatever else looks like one, and
 * the folder that has the person's own name.
 */
export function scrub(text: string): string {
  return (
    text
      .replaceAll(homedir(), '~')
      // Long runs of base64 or hex: keys, signatures, fingerprints. Paths have shorter parts.
      .replaceAll(/[\w+-]{40,}={0,2}/g, '[secret]')
      .replaceAll(/\b(?:[0-9A-F]{2}:){7,}[0-9A-F]{2}\b/gi, '[secret]')
      .replaceAll(
        /\b(ice-ufrag|ice-pwd|password|passphrase|credential|secret|token)(["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
        '$1$2[secret]',
      )
      // The pages and the files of the app itself stay readable.
      .replaceAll(/\b(?!app:|file:|node:)[a-z][a-z0-9+.-]*:\/\/[^\s"')]+/gi, '[address]')
      .replaceAll(/\b(?:stuns?|turns?):[^\s"',)]+/gi, '[address]')
      .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '[address]')
      .replaceAll(/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, (found) =>
        // A time of day has colons too.
        /^\d{1,2}:\d{2}:\d{2}$/.test(found) ? found : '[address]',
      )
  )
}

/** What main prints as an error goes to the log too. */
export function keepConsole(log: Log, target: Pick<Console, 'error'>): void {
  const print = target.error.bind(target)
  target.error = (...values: unknown[]) => {
    print(...values)
    log.write('error', ...values)
  }
}
