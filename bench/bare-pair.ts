import type { Page } from '@playwright/test'
import type { Socket } from 'socket.io-client'
import type { FirstSound } from './first-sound.ts'

declare const firstSound: FirstSound
declare const io: typeof import('socket.io-client').io
declare const bare: { readonly socket: Socket; pc: RTCPeerConnection; heard: Promise<number> }

/** Opens the relay's socket. It stays open, as a client's socket does. */
export async function connectBare(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const socket = io({ transports: ['websocket'] })
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
    Object.assign(globalThis, { bare: { socket } })
  })
}

/** A bare connection on a page: microphone open, listening to the relay and to what will be heard. */
function prepare(page: Page, iceServers: RTCIceServer[]): Promise<void> {
  return page.evaluate(async (servers) => {
    const stream = await firstSound.stream
    const pc = new RTCPeerConnection({ iceServers: servers })
    const send = (message: object): void => void bare.socket.emit('relay', message)
    for (const track of stream.getTracks()) pc.addTrack(track, stream)
    pc.onicecandidate = ({ candidate }) => send({ candidate })
    const handle = async (message: {
      description?: RTCSessionDescriptionInit
      candidate?: RTCIceCandidateInit | null
    }): Promise<void> => {
      if (message.description === undefined) return pc.addIceCandidate(message.candidate)
      await pc.setRemoteDescription(message.description)
      if (message.description.type !== 'offer') return
      await pc.setLocalDescription()
      send({ description: pc.localDescription })
    }
    let handled = Promise.resolve()
    bare.socket.off('relay')
    bare.socket.on('relay', (message: Parameters<typeof handle>[0]) => {
      handled = handled.then(() => handle(message))
    })
    bare.pc = pc
    bare.heard = firstSound.arm()
  }, iceServers)
}

export interface BareTimes {
  readonly atCallee: number
  readonly atCaller: number
}

/** Calls: the other side answers by itself, and both microphones are open. Gives when, by the caller's clock. */
export async function openBarePair(
  caller: Page,
  callee: Page,
  iceServers: RTCIceServer[] = [],
): Promise<number> {
  for (const page of [caller, callee]) await prepare(page, iceServers)
  return caller.evaluate(async () => {
    const at = firstSound.now()
    await bare.pc.setLocalDescription()
    bare.socket.emit('relay', { description: bare.pc.localDescription })
    return at
  })
}

/** When the first sound came to each of them. */
export function firstSounds(...pages: Page[]): Promise<number[]> {
  return Promise.all(pages.map((page) => page.evaluate(() => bare.heard)))
}

export async function closeBarePair(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await page.evaluate(() => {
      for (const sender of bare.pc.getSenders()) sender.track?.stop()
      bare.pc.close()
      return firstSound.quiet()
    })
  }
}

/** From the call to the first sound at each side. */
export async function barePairCall(
  caller: Page,
  callee: Page,
  iceServers: RTCIceServer[],
): Promise<BareTimes> {
  const start = await openBarePair(caller, callee, iceServers)
  const [atCaller = Number.NaN, atCallee = Number.NaN] = await firstSounds(caller, callee)
  await closeBarePair(caller, callee)
  return { atCallee: atCallee - start, atCaller: atCaller - start }
}
