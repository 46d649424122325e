import { open, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** A file of the folder itself, and no hidden one. electron-builder names its files like this. */
const PATH = /^\/updates\/(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,199})$/

/**
 * The feed of the app's updates: files as they lie in the folder now, so that a release is there when it is copied in.
 * Whoever serves them is not trusted; the app checks the feed's signature. Gives false when there is no such file.
 */
export async function sendUpdateFile(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = PATH.exec(path)?.groups?.['name']
  if (name === undefined) return false
  let file: FileHandle
  try {
    file = await open(join(folder, name))
  } catch {
    return false
  }
  try {
    const stats = await file.stat()
    if (!stats.isFile()) return false
    const { start, end } = rangeOf(request.headers.range ?? '', stats.size) ?? {
      start: 0,
      end: stats.size - 1,
    }
    const isPart = end - start + 1 < stats.size
    response.writeHead(isPart ? 206 : 200, {
      'Content-Type': name.endsWith('.yml') ? 'text/yaml; charset=utf-8' : 'application/octet-stream',
      'Content-Length': end - start + 1,
      'Cache-Control': 'no-cache',
      'Accept-Ranges': 'bytes',
      ...(isPart ? { 'Content-Range': `bytes ${start}-${end}/${stats.size}` } : {}),
    })
    if (request.method === 'HEAD' || stats.size === 0) response.end()
    else await pipeline(file.createReadStream({ start, end, autoClose: false }), response)
  } catch {
    // The client left, or the disk failed: there is nobody to tell.
    response.destroy()
  } finally {
    await file.close()
  }
  return true
}

/** One range within the file. Any other may be ignored (RFC 9110, section 14.2). */
export function rangeOf(range: string, size: number): { start: number; end: number } | null {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
  if (first === undefined) return null
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start <= end ? { start, end } : null
}
