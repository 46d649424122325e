import { EventEmitter } from 'node:events'

// Loaded before a utility process: what Electron gives it, and not what it lacks.
const port = new EventEmitter()
const send = process.send?.bind(process)
process.on('message', (data) => port.emit('message', { data, ports: [] }))
// It ends with the app, however that ends.
process.on('disconnect', () => process.exit())
Object.assign(process, {
  type: 'utility',
  send: undefined,
  parentPort: Object.assign(port, { postMessage: (message: unknown) => send?.(message) }),
})
Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.8078.48' })
