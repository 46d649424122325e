import { readdirSync, readFileSync } from 'node:fs'

/** Of `times` in proc(5): Linux counts a hundred a second. */
const TICK_MS = 10

/** Time of the processor that a browser's processes have used so far. All of them, and nobody else, name its profile or descend from one that does. */
export function cpuMs(profile: string): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read)
  const mine = new Set(all.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid))
  for (let size = -1; size !== mine.size; ) {
    size = mine.size
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid)
  }
  return all.reduce((sum, { pid, ms }) => (mine.has(pid) ? sum + ms : sum), 0)
}

interface Process {
  readonly pid: string
  readonly parent: string
  readonly command: string
  readonly ms: number
}

function read(pid: string): Process[] {
  try {
    // Behind the name, which may have anything in it: state, parent, ... user and system time at 12 and 13.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    const ms = (Number(fields[11]) + Number(fields[12])) * TICK_MS
    return [{ pid, parent: fields[1]!, command, ms }]
  } catch {
    // It has just ended.
    return []
  }
}
