// The real screens over a host and a call session in memory. The address chooses what they show:
// ?scene=NAME&theme=light|dark|system&language=en|ko
import '../../../src/renderer/strict-csp.ts'
import { createRoot } from 'react-dom/client'
import { Root } from '../../../src/renderer/app/root.tsx'
import { createCommandDesk } from '../../../src/renderer/host/command-desk.ts'
import { PanelRoot } from '../../../src/renderer/panels/panel-root.tsx'
import type { PanelHost } from '../../../src/shared/panel.ts'
import { createFakeHost, type FakeHost } from './fake-host.ts'
import { createFakeSession, type FakeSession } from './fake-session.ts'
import { createFakeDoctor, UNTESTED, type FakeDoctor } from './fake-doctor.ts'
import { PANEL_SCENES } from './panel-scenes.ts'
import { sceneOf } from './scenes.ts'

declare global {
  var harness: { readonly host: FakeHost; readonly session: FakeSession; readonly doctor: FakeDoctor }
}

const query = new URLSearchParams(location.search)
const look = {
  theme: (query.get('theme') ?? 'light') as 'light',
  language: (query.get('language') ?? 'en') as 'en',
}
const wanted = query.get('scene') ?? 'rest'
const root = createRoot(document.getElementById('root')!)
const panel = PANEL_SCENES[wanted]

if (panel === undefined) {
  const scene = sceneOf(wanted, Date.now())
  const host = createFakeHost({ ...scene.host, settings: { ...scene.host.settings, ...look } }, scene)
  const session = createFakeSession(host, scene.calls ?? {})
  const doctor = createFakeDoctor(scene.doctor ?? UNTESTED, host.asked)
  globalThis.harness = { host, session, doctor }
  root.render(
    <Root
      host={host}
      session={session}
      doctor={doctor}
      commands={createCommandDesk(host.shell)}
      defaultServer={scene.defaultServer ?? ''}
    />,
  )
} else {
  const view = panel(look, Date.now())
  const panelHost: PanelHost = {
    kind: view.kind,
    onView(listener) {
      listener(view)
      return () => {}
    },
    command() {},
  }
  root.render(<PanelRoot host={panelHost} />)
}
