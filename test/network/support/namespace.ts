import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Runs a command to its end. Throws with what it said when it fails. */
export function sh(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`${command} ${args.join(' ')}: ${said.trim()}`, { cause: error })
  }
}

/** A network namespace: a computer with interfaces, routes and a firewall of its own. */
export interface Namespace {
  readonly name: string
  /** What to put before a command so that it runs there. */
  readonly prefix: readonly string[]
  run(command: string, ...args: string[]): string
  ip(...args: string[]): string
  /** Replaces the firewall by this ruleset. */
  firewall(ruleset: string): void
}

/** Namespaces of one test, gone with `dispose()` whatever happened in between. */
export interface Lab {
  namespace(name: string): Namespace
  /** A cable: an interface at each end. */
  link(a: Namespace, aName: string, b: Namespace, bName: string): void
  dispose(): void
}

let labs = 0

export function createLab(): Lab {
  removeLeftovers()
  labs += 1
  const id = `tc${process.pid}x${labs}`
  const names: string[] = []
  return {
    namespace(short) {
      const name = `${id}-${short}`
      sh('ip', 'netns', 'add', name)
      names.push(name)
      const prefix = ['ip', 'netns', 'exec', name]
      const run: Namespace['run'] = (command, ...args) => sh('ip', 'netns', 'exec', name, command, ...args)
      const namespace: Namespace = {
        name,
        prefix,
        run,
        ip: (...args) => sh('ip', '-n', name, ...args),
        firewall(ruleset) {
          const { status, stderr } = spawnSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], {
            input: `flush ruleset\n${ruleset}`,
            encoding: 'utf8',
          })
          if (status !== 0) throw new Error(`nft in ${name}: ${stderr}`)
        },
      }
      namespace.ip('link', 'set', 'lo', 'up')
      return namespace
    },
    link(a, aName, b, bName) {
      sh('ip', '-n', a.name, 'link', 'add', aName, 'type', 'veth', 'peer', 'name', bName, 'netns', b.name)
      a.ip('link', 'set', aName, 'up')
      b.ip('link', 'set', bName, 'up')
    },
    dispose() {
      for (const name of names.toReversed()) remove(name)
      names.length = 0
    },
  }
}

/** What still runs there was started by a test, e.g. a browser that did not end. */
function remove(name: string): void {
  for (const pid of sh('ip', 'netns', 'pids', name).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
  sh('ip', 'netns', 'delete', name)
}

/** Namespaces of a run that was killed before it could take them away: the process in their name is no more. */
function removeLeftovers(): void {
  for (const line of sh('ip', 'netns', 'list').split('\n')) {
    const [name = ''] = line.split(' ')
    const pid = /^tc(\d+)x\d+-/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) remove(name)
  }
}

/** Whether this process may make namespaces, and why not. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  const name = `tc${process.pid}x0-try`
  const { status, stderr } = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' })
  if (status !== 0) return `network namespaces cannot be made here (${(stderr ?? '').trim()})`
  sh('ip', 'netns', 'delete', name)
  return null
}
