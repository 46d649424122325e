import { expect, type Page } from '@playwright/test'
import type { ShellCommand } from '../../../src/shared/host.ts'
import type { KeyStatus } from '../../../src/shared/model/shortcut.ts'

/** What main tells the page about the desktop. */
export interface FollowedShell {
  readonly keys: () => Promise<KeyStatus | null>
  /** These commands come next, and no other before them. */
  expectNext(...commands: readonly ShellCommand[]): Promise<void>
}

interface Heard {
  readonly commands: ShellCommand[]
  keys: KeyStatus | null
}

export async function followShell(page: Page): Promise<FollowedShell> {
  await page.evaluate(() => {
    const heard: Heard = { commands: [], keys: null }
    Object.assign(globalThis, { heard })
    window.host.shell!.onCommand((command) => heard.commands.push(command))
    window.host.shell!.onKeys((status) => {
      heard.keys = status
    })
  })
  const read = <T>(pick: (heard: Heard) => T): Promise<T> => page.evaluate(`(${pick.toString()})(heard)`)
  return {
    keys: () => read((heard) => heard.keys),
    async expectNext(...expected) {
      await expect.poll(() => read((heard) => heard.commands)).toEqual(expected)
      await read((heard) => heard.commands.splice(0))
    },
  }
}
