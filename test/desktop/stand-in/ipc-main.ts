import type { WebContents } from './web-contents.ts'

export interface WebFrameMain {
  readonly url: string
  readonly parent: WebFrameMain | null
}
export interface IpcMainInvokeEvent {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}
type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
}
export type IpcMain = typeof ipcMain

/** Runs the app's handler; rejects with the text that Electron's page would see. */
export async function answer(channel: string, event: IpcMainInvokeEvent, args: unknown[]): Promise<unknown> {
  const failed = `Error invoking remote method '${channel}'`
  const handler = handlers.get(channel)
  if (handler === undefined) throw new Error(`${failed}: Error: No handler registered for '${channel}'`)
  try {
    return await handler(event, ...args)
  } catch (error) {
    throw new Error(`${failed}: ${String(error)}`, { cause: error })
  }
}
