import type { IceServerEntry } from '../../../shared/host.ts'
import { startGathering, type Gathering, type StunAnswer } from './gathering.ts'

export interface EchoResult {
  /** From the start of gathering to the relay candidate, in milliseconds; null without one. */
  readonly allocateMs: number | null
  /** A message there and back, in milliseconds; null when none came back. */
  readonly echoMs: number | null
  readonly errors: readonly StunAnswer[]
}

/**
 * Sends a message through a relay and back, between two connections of this page. One of them may use nothing but that
 * relay, so whatever arrives has been relayed. The other may use any candidate: servers differ in whom they relay to.
 */
export async function echoThroughRelay(
  server: IceServerEntry,
  signal: AbortSignal,
  onAllocated: (ms: number) => void,
): Promise<EchoResult> {
  const start = performance.now()
  const since = (from: number): number => Math.round(performance.now() - from)
  const near = startGathering({ iceServers: [server], iceTransportPolicy: 'relay' }, signal)
  const far = startGathering({ iceServers: [server], iceTransportPolicy: 'all' }, signal)
  try {
    const channel = near.pc.createDataChannel('echo')
    const echo = nextMessage(channel, signal)
    answerBack(far.pc)
    exchange(near, far)
    exchange(far, near)
    await connect(near.pc, far.pc)
    await near.until((candidates) => candidates.some(({ type }) => type === 'relay'))
    const isAllocated = near.candidates.some(({ type }) => type === 'relay')
    if (!isAllocated) return { allocateMs: null, echoMs: null, errors: near.errors }
    const allocateMs = since(start)
    onAllocated(allocateMs)
    return { allocateMs, echoMs: await echo, errors: near.errors }
  } catch {
    // Closed in the middle of a negotiation: the test was cancelled or ran out of time.
    return { allocateMs: null, echoMs: null, errors: near.errors }
  }
}

async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription!)
  await far.setLocalDescription()
  await near.setRemoteDescription(far.localDescription!)
}

function exchange(from: Gathering, to: Gathering): void {
  const add = (candidate: RTCIceCandidate): void => {
    // One that comes too late finds a closed connection.
    to.pc.addIceCandidate(candidate).catch(() => {})
  }
  let waiting: RTCIceCandidate[] | null = []
  from.onCandidate((candidate) => {
    if (to.pc.remoteDescription !== null) add(candidate)
    else waiting?.push(candidate)
  })
  to.pc.addEventListener('signalingstatechange', () => {
    if (to.pc.remoteDescription === null) return
    waiting?.forEach(add)
    waiting = null
  })
}

function answerBack(pc: RTCPeerConnection): void {
  pc.ondatachannel = ({ channel }) => {
    channel.onmessage = ({ data }) => channel.send(data)
  }
}

/** Milliseconds from the message to its echo; null when the signal comes first. */
function nextMessage(channel: RTCDataChannel, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    let sentAt = 0
    channel.onopen = () => {
      sentAt = performance.now()
      channel.send('tincan')
    }
    channel.onmessage = () => resolve(Math.round(performance.now() - sentAt))
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
