import type { PanelView } from '../../../src/shared/panel.ts'
import { callId, name } from './people.ts'

type Look = Pick<PanelView, 'language' | 'theme'>

/** What the small windows of the desktop app show. */
export const PANEL_SCENES: Readonly<Record<string, (look: Look, now: number) => PanelView>> = {
  'panel-incoming': (look) => ({
    ...look,
    kind: 'incoming',
    isInCall: false,
    calls: [{ callId: callId(1), peer: name('bob'), shownName: 'Bob', isContact: true, verified: true }],
  }),
  'panel-two': (look) => ({
    ...look,
    kind: 'incoming',
    isInCall: true,
    calls: [
      { callId: callId(1), peer: name('김서연'), shownName: '서연 언니', isContact: true, verified: false },
      {
        callId: callId(2),
        peer: name('wolfeschlegelsteinhausenberger'),
        shownName: 'wolfeschlegelsteinhausenberger',
        isContact: false,
        verified: false,
      },
    ],
  }),
  'panel-mini': (look, now) => ({
    ...look,
    kind: 'mini',
    call: {
      callId: callId(1),
      peer: name('bob'),
      shownName: 'Bob',
      isDialling: false,
      muted: false,
      held: false,
      since: now - 754_000,
    },
  }),
  'panel-mini-muted': (look, now) => ({
    ...look,
    kind: 'mini',
    call: {
      callId: callId(1),
      peer: name('wolfeschlegelsteinhausenberger'),
      shownName: 'wolfeschlegelsteinhausenberger',
      isDialling: false,
      muted: true,
      held: false,
      since: now - 4_205_000,
    },
  }),
}
