// `npm run build`: the desktop's bundles and the browser version, into out/.
import { bin, run } from './run.ts'

const steps = [
  [bin('electron-vite'), ['build', '--logLevel', 'warn']],
  [bin('vite'), ['build', '--config', 'vite.web.config.ts', '--logLevel', 'warn']],
] as const
for (const [command, args] of steps) {
  const code = await run(command, args)
  if (code !== 0) process.exit(code)
}
