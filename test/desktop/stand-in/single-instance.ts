import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Notice = (argv: string[], workingDirectory: string, additionalData: unknown) => void

/**
 * Synchronous, as Electron's lock: a file with the owner's process id decides, and a second instance leaves its command
 * line in a file of its own, because a message over a socket is lost when the sender ends at once.
 */
export function takeLock(userData: string, additionalData: object, onSecond: Notice): boolean {
  const folder = join(userData, 'stand-in-lock')
  const owner = join(folder, 'owner')
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(owner, String(process.pid), { flag: 'wx' })
  } catch {
    if (isAlive(Number(readFileSync(owner, 'utf8')))) {
      const file = join(folder, randomUUID())
      writeFileSync(file, JSON.stringify({ argv: process.argv, folder: process.cwd(), additionalData }))
      renameSync(file, `${file}.json`)
      return false
    }
    writeFileSync(owner, String(process.pid))
  }
  watch(folder, (_event, file) => {
    if (file?.endsWith('.json') !== true) return
    try {
      const notice = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        argv: string[]
        folder: string
        additionalData: unknown
      }
      rmSync(join(folder, file))
      onSecond(notice.argv, notice.folder, notice.additionalData)
    } catch {
      // Seen before: the watcher tells of the removal too.
    }
  }).unref()
  process.on('exit', () => rmSync(owner, { force: true }))
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
