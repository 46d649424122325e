// `npm run build`: the desktop's bundles and the browser version, into out/.
import { buildDesktop, buildWeb } from './bundles.ts'

await buildDesktop()
await buildWeb()
