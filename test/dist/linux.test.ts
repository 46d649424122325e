import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { which } from '../../scripts/run.ts'
import { publicKeyOf } from '../../src/main/updates/feed-signature.ts'
import { extractFile, listPackage, statFile, yaml } from './support/builder-tools.ts'
import { packForLinux, RELEASE, root, type Packed } from './support/pack.ts'
import { readFuses } from './support/placeholder-electron.ts'

const AppImage = z.object({ desktop: z.string(), desktopFileName: z.string() })
const Fpm = z.tuple([z.array(z.string()), z.string()])

let packed: Packed
let archive: string
beforeAll(async () => {
  packed = await packForLinux()
  archive = join(packed.app, 'resources', 'app.asar')
}, 60_000)
afterAll(() => packed?.dispose())

const files = (): string[] =>
  listPackage(archive, { isPack: false }).filter((file) => !('files' in statFile(archive, file.slice(1))))

describe('the archive', () => {
  test('holds the bundles, the licence and the native hook of this system alone', () => {
    const tops = new Set(files().map((file) => file.split('/').slice(0, 3).join('/')))
    expect([...tops].sort()).toEqual([
      '/LICENSE',
      '/node_modules/node-gyp-build',
      '/node_modules/uiohook-napi',
      '/out/main',
      '/out/preload',
      '/out/renderer',
      '/out/tray',
      '/out/web',
      '/package.json',
    ])
    expect(files()).toEqual(
      expect.arrayContaining(['/out/main/main.js', '/out/main/server.js', '/out/web/index.html']),
    )
    expect(
      files()
        .filter((file) => file.startsWith('/node_modules/uiohook-napi/'))
        .sort(),
    ).toEqual([
      '/node_modules/uiohook-napi/LICENSE',
      '/node_modules/uiohook-napi/dist/index.js',
      '/node_modules/uiohook-napi/package.json',
      '/node_modules/uiohook-napi/prebuilds/linux-x64/uiohook-napi.node',
    ])
  })

  test('holds no source, no test and no source map', () => {
    const strange = /\.(tsx?|map|test\.js|spec\.js)$|\/(test|src|bench|scripts|docs)\//
    expect(files().filter((file) => strange.test(file))).toEqual([])
  })

  test('serves no page as the app but its own two', () => {
    const pages = files().filter((file) => /^\/out\/renderer\/.*\.html$/.test(file))
    expect(new Set(pages)).toEqual(new Set(['/out/renderer/desktop.html', '/out/renderer/panel.html']))
  })

  test('lets nothing out but the native binary', () => {
    const unpacked = files().filter((file) => statFile(archive, file.slice(1)).unpacked)
    expect(unpacked).toEqual(['/node_modules/uiohook-napi/prebuilds/linux-x64/uiohook-napi.node'])
  })

  test('knows where to start, its desktop file, and whose updates it takes', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as object
    expect(manifest).toMatchObject({
      main: './out/main/main.js',
      desktopName: 'org.tincan.Tincan.desktop',
      updateKey: publicKeyOf(RELEASE.privateKey),
    })
    expect(manifest).not.toHaveProperty('devDependencies')
    expect(manifest).not.toHaveProperty('scripts')
  })
})

test('the binary runs nothing but Tincan', () => {
  expect(readFuses(readFileSync(join(packed.app, 'tincan')))).toEqual({
    RunAsNode: false,
    CookieEncryption: true,
    NodeOptions: false,
    NodeCliInspect: false,
    EmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    // Not ours to change.
    WasmTrapHandlers: true,
  })
})

test('it speaks the languages of the app', () => {
  expect(readdirSync(join(packed.app, 'locales')).sort()).toEqual(['en-US.pak', 'ko.pak'])
})

test('it looks for updates where the release says', () => {
  const feed = yaml.load(readFileSync(join(packed.app, 'resources', 'app-update.yml'), 'utf8'))
  expect(feed).toEqual({
    provider: 'generic',
    url: RELEASE.url,
    useMultipleRangeRequest: false,
    updaterCacheDirName: 'tincan-updater',
  })
})

describe('what the desktop reads', () => {
  const packages = (): { readonly args: readonly string[]; readonly desktop: string }[] =>
    packed.installers.flatMap((installer) => {
      const { data } = Fpm.safeParse(installer)
      return data === undefined ? [] : [{ args: data[0], desktop: data[1] }]
    })
  const appImage = (): z.infer<typeof AppImage> =>
    AppImage.parse(packed.installers.find((installer) => AppImage.safeParse(installer).success))

  test('deb and rpm bring a desktop file, metadata and icons to where they are looked for', () => {
    expect(packages()).toHaveLength(2)
    for (const { args, desktop } of packages()) {
      expect(args).toContain(`${desktop}=/usr/share/applications/org.tincan.Tincan.desktop`)
      const metadata = 'org.tincan.Tincan.metainfo.xml'
      expect(args).toContain(`build/linux/${metadata}=/usr/share/metainfo/${metadata}`)
      const icons = args.filter((arg) => arg.includes('/usr/share/icons/hicolor/'))
      expect(icons.map((arg) => arg.split('=')[1])).toEqual(
        [16, 24, 32, 48, 64, 128, 256, 512, 1024].map(
          (size) => `/usr/share/icons/hicolor/${size}x${size}/apps/tincan.png`,
        ),
      )
    }
  })

  test('the entry opens links, belongs to the window and offers what a call needs', () => {
    const { desktop, desktopFileName } = appImage()
    expect(desktopFileName).toBe('org.tincan.Tincan.desktop')
    const lines = desktop.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name=Tincan',
        'Exec=AppRun %U',
        'MimeType=x-scheme-handler/tincan;',
        'StartupWMClass=org.tincan.Tincan',
        'Categories=Network;Telephony;',
        'Actions=answer;mute;end;',
        'Exec=tincan --answer',
        'Name[ko]=전화 받기',
      ]),
    )
    expect(desktop).not.toContain('--no-sandbox')
  })

  test.skipIf(which('desktop-file-validate') === null)(
    'desktop-file-validate has nothing to say',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tincan-desktop-'))
      const file = join(folder, appImage().desktopFileName)
      try {
        await writeFile(file, appImage().desktop)
        const valid = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' })
        expect(valid.stdout + valid.stderr).toBe('')
        // It finds something where there is something.
        await writeFile(file, appImage().desktop.replace('Type=Application', 'Type=Aplication'))
        expect(spawnSync('desktop-file-validate', [file]).status).not.toBe(0)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  )

  test.skipIf(which('appstreamcli') === null)('appstreamcli takes the metadata', () => {
    const metadata = join(root, 'build/linux/org.tincan.Tincan.metainfo.xml')
    const { status, stdout } = spawnSync('appstreamcli', ['validate', '--no-net', metadata], {
      encoding: 'utf8',
    })
    expect(stdout).not.toMatch(/^[EW]:/m)
    expect(status).toBe(0)
  })

  test('the metadata names the version of the package', () => {
    const metadata = readFileSync(join(root, 'build/linux/org.tincan.Tincan.metainfo.xml'), 'utf8')
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(extractFile(archive, 'package.json').toString()))
    expect(metadata).toContain(`<release version="${version}"`)
    expect(metadata).toContain(`<launchable type="desktop-id">${appImage().desktopFileName}</launchable>`)
  })
})
