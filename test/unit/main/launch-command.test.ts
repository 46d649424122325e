import { expect, test } from 'vitest'
import { launchCommand } from '../../../src/main/launch-command.ts'

const IMAGE = { APPIMAGE: '/home/anna/Tincan.AppImage', APPDIR: '/tmp/.mount_TincanX' }

test.each<[string, string, NodeJS.ProcessEnv, string]>([
  ['an installed app, by its program', '/opt/Tincan/tincan', {}, '/opt/Tincan/tincan'],
  ['an AppImage, by the image', '/tmp/.mount_TincanX/tincan', IMAGE, '/home/anna/Tincan.AppImage'],
  ['an installed app in a terminal that is an AppImage', '/opt/Tincan/tincan', IMAGE, '/opt/Tincan/tincan'],
  [
    'a portable program, by the one that unpacks it',
    'C:\\Temp\\2f\\Tincan.exe',
    { PORTABLE_EXECUTABLE_FILE: 'D:\\Tincan-portable.exe' },
    'D:\\Tincan-portable.exe',
  ],
])('%s', (_name, execPath, env, program) => {
  expect(launchCommand({ execPath, appFolder: null, profile: null, env })).toEqual([program])
  expect(launchCommand({ execPath, appFolder: null, profile: '/tmp/p', env })).toEqual([
    program,
    '--profile=/tmp/p',
  ])
})

test('an app that is not packed, by its folder', () => {
  const env = { ...IMAGE, PORTABLE_EXECUTABLE_FILE: 'X.exe' }
  expect(launchCommand({ execPath: '/bin/electron', appFolder: '/src/tincan', profile: null, env })).toEqual([
    '/bin/electron',
    '/src/tincan',
  ])
})
