import { expect, test } from 'vitest'
import { createCommandDesk } from '../../../src/renderer/host/command-desk.ts'
import { ok } from '../../../src/shared/result.ts'
import type { Host, ShellCommand } from '../../../src/shared/host.ts'
import { UserName } from '../../../src/shared/ids.ts'

const bob = UserName.parse('bob')

test('each side gets what is for it, also what came before it listened', () => {
  let post = (_command: ShellCommand): void => {}
  const shell: NonNullable<Host['shell']> = {
    setPresence: async () => ok(null),
    showMini: async () => ok(null),
    onKeys: () => () => {},
    onCommand(listener) {
      post = listener
      return () => {}
    },
  }
  const desk = createCommandDesk(shell)
  post({ type: 'dial', name: bob })
  post({ type: 'ask-dial', name: bob, server: null })
  const calls: string[] = []
  const screens: string[] = []
  desk.onCallCommand(({ type }) => void calls.push(type))
  expect(calls).toEqual(['dial'])
  const stop = desk.onScreenCommand(({ type }) => void screens.push(type))
  post({ type: 'toggle-mute' })
  post({ type: 'preferences' })
  expect(calls).toEqual(['dial', 'toggle-mute'])
  expect(screens).toEqual(['ask-dial', 'preferences'])
  // A screen that is away, e.g. while the account is made, finds it later.
  stop()
  post({ type: 'history' })
  desk.onScreenCommand(({ type }) => void screens.push(type))
  expect(screens).toEqual(['ask-dial', 'preferences', 'history'])
})
