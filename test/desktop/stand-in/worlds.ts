import { makeCodec } from './codec.ts'
import { isolatedWorld } from './isolated-world.ts'
import { mainWorld } from './main-world.ts'

/** The JavaScript world of the preload script, as Chromium's inspector names it. */
export const PRELOAD_WORLD = 'Electron Isolated Context'
/** The function through which the preload's world reaches the stand-in, and no other world does. */
export const WIRE = 'standInWire'

/** What the preload's world asks of the stand-in. */
export interface FromPage {
  readonly id: number
  readonly channel: string
  readonly args: string
}
/** What the stand-in says to the preload's world. */
export type ToPage =
  | { readonly type: 'push'; readonly channel: string; readonly args: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: string }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }

// Type stripping leaves plain JavaScript, so that a function's text runs in the page. A preload script runs in the top
// frame only, as it does in Electron unless it is asked otherwise.

export function mainWorldSource(key: string): string {
  return `if (window === window.top) (${mainWorld.toString()})(${JSON.stringify(key)})`
}

export function isolatedWorldSource(key: string, preload: string, argv: readonly string[]): string {
  return `if (window === window.top) {
    const wire = globalThis.${WIRE}
    const preload = function (require, module, exports, process) {\n${preload}\n}
    ;(${isolatedWorld.toString()})(${JSON.stringify(key)}, (${makeCodec.toString()})(), (text) => wire(text), preload, ${JSON.stringify(argv)})
  }`
}
