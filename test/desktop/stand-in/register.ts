import { registerHooks } from 'node:module'

// Loaded before the app: `electron` is the stand-in, and the process says that it is Electron's main one.
const standIn = new URL('./module.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
})
Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.8078.48' })
Object.assign(process, { type: 'browser', resourcesPath: process.cwd() })
