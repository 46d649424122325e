import { takePicture, VARIANTS } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import type { Picture } from './screens-texts.ts'

/** The small windows, in the size that main gives them. */
const PANELS: Readonly<Record<string, Picture & { readonly height: number; readonly width: number }>> = {
  incoming: { scene: 'panel-incoming', width: 380, height: 190 },
  'incoming-reply': {
    scene: 'panel-incoming',
    width: 380,
    height: 380,
    steps: (page, { incoming }) => page.getByRole('button', { name: incoming.reply, exact: true }).click(),
  },
  'incoming-two': { scene: 'panel-two', width: 380, height: 380 },
  mini: { scene: 'panel-mini', width: 300, height: 76 },
  'mini-muted': { scene: 'panel-mini-muted', width: 300, height: 76 },
}

for (const [name, { width, height, ...picture }] of Object.entries(PANELS)) {
  test(`panel ${name}: light, dark, Korean`, async ({ page }) => {
    for (const suffix of ['light', 'dark', 'korean']) {
      const variant = { ...VARIANTS[suffix]!, size: { width, height } }
      await takePicture(page, picture, `panel-${name}-${suffix}`, variant)
    }
  })
}
