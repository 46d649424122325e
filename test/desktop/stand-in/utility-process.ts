import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'

const setUp = new URL('./utility-child.ts', import.meta.url).href

/** A process of Node's that has a `parentPort` in place of `process.send`. */
export class UtilityProcess extends EventEmitter<{ message: [unknown]; exit: [number]; spawn: [] }> {
  readonly #child: ChildProcess
  constructor(file: string, args: readonly string[]) {
    super()
    this.#child = fork(file, args, { execArgv: ['--import', setUp], serialization: 'advanced' })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1))
  }
  get pid(): number | undefined {
    return this.#child.pid
  }
  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message)
  }
  kill(): boolean {
    return this.#child.kill()
  }
}

export const utilityProcess = {
  fork: (file: string, args: string[] = [], _options: { readonly serviceName?: string } = {}) =>
    new UtilityProcess(file, args),
}
