// The real screens over a host and a call session in memory. The address chooses what they show:
// ?scene=NAME&theme=light|dark|system&language=en|ko
import '../../../src/renderer/strict-csp.ts'
import { createRoot } from 'react-dom/client'
import { Root } from '../../../src/renderer/app/root.tsx'
import { createFakeHost, type FakeHost } from './fake-host.ts'
import { createFakeSession, type FakeSession } from './fake-session.ts'
import { SCENES, type Scene, type SceneName } from './scenes.ts'

declare global {
  var harness: { readonly host: FakeHost; readonly session: FakeSession }
}

const query = new URLSearchParams(location.search)
const scene: Scene = SCENES[(query.get('scene') ?? 'rest') as SceneName](Date.now())
const host = createFakeHost(
  {
    ...scene.host,
    settings: {
      ...scene.host.settings,
      theme: (query.get('theme') ?? 'light') as 'light',
      language: (query.get('language') ?? 'en') as 'en',
    },
  },
  scene,
)
const session = createFakeSession(host, scene.calls ?? {})
globalThis.harness = { host, session }
createRoot(document.getElementById('root')!).render(
  <Root host={host} session={session} defaultServer={scene.defaultServer ?? ''} />,
)
