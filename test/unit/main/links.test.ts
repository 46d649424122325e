import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { followLinks, linkCommand, registerLinks } from '../../../src/main/links.ts'

test('links that came before anybody listened are not lost', () => {
  const app = new EventEmitter()
  const listen = followLinks(app as unknown as App)
  const event = { preventDefault: vi.fn() }
  app.emit('open-url', event, 'tincan://call/bob')
  const seen: string[] = []
  listen((text) => seen.push(text))
  app.emit('open-url', event, 'tincan://call/carol')
  expect(seen).toEqual(['tincan://call/bob', 'tincan://call/carol'])
  expect(event.preventDefault).toHaveBeenCalledTimes(2)
})

test.each([true, false])('only an installed app makes itself the one that opens links: %s', (isPackaged) => {
  const setAsDefaultProtocolClient = vi.fn(() => true)
  registerLinks({ isPackaged, setAsDefaultProtocolClient }, ['D:\\Tincan.exe', '--profile=x'])
  if (isPackaged)
    expect(setAsDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith('tincan', 'D:\\Tincan.exe')
  else expect(setAsDefaultProtocolClient).not.toHaveBeenCalled()
})

test('a link is something to ask a person, never something to do', () => {
  expect(linkCommand('tincan://call/bob@example.org')).toMatchObject({ type: 'ask-dial', name: 'bob' })
  expect(linkCommand('tincan://add/bob')).toMatchObject({ type: 'ask-add', server: null })
  expect(linkCommand('tincan://quit/bob')).toBeNull()
})
