import { createCallTable, type DeviceRef, type TableOutput } from '../../src/server/call-table.ts'
import { claimsOf } from '../../src/shared/call/claims.ts'
import type {
  PeerResource,
  Phone,
  PhoneEffect,
  PhoneEvent,
  Resources,
  TimerKey,
} from '../../src/shared/call/phone.ts'
import { resourcesOf } from '../../src/shared/call/resources.ts'
import { createPhone, transition } from '../../src/shared/call/transition.ts'
import { mayTakeControlChannel } from '../../src/shared/call/ways.ts'
import { toNameKey, type CallId } from '../../src/shared/ids.ts'
import type { HistoryEntry } from '../../src/shared/model/history.ts'
import type { SignedCallMessage } from '../../src/shared/protocol/call-message.ts'
import type { CallReceipt, Delivery } from '../../src/shared/protocol/signaling-events.ts'
import type { AppError } from '../../src/shared/errors.ts'
import type { Result } from '../../src/shared/result.ts'
import { signed } from './calls.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** What may happen to one hop of one message. Numbers are drawn by the test, so that a run can be repeated. */
export interface Weather {
  /** Delay in milliseconds. */
  readonly delayMs: number
  readonly lost: boolean
  readonly doubled: boolean
}

/** One device on the simulated network, with what its world looks like. */
export interface SimulatedDevice {
  readonly ref: DeviceRef
  readonly phone: Phone
  readonly resources: Resources
  /** Peer connections that were opened and closed since the app was started, by id and in order. */
  readonly peerLog: readonly string[]
  /** What it wrote into its history since the app was started. */
  readonly records: readonly HistoryEntry[]
  act(event: PhoneEvent): void
  /** Loses the server for a while; what is on its way is lost with the connection. */
  dropConnection(forMs: number): void
  /** The app dies and is started anew: it knows nothing of its calls. */
  crash(forMs: number): void
  /** Media of every call of this device stops for a while, and comes back where the call is still there. */
  loseMedia(forMs: number): void
}

/**
 * People's devices around the real call table, on a virtual clock. Every hop may be late, lost, doubled or overtaken,
 * and every connection may break. A sender repeats what the server did not acknowledge, as the outbox does; peer
 * connections come up by themselves when both ends have opened them, and are lost when one end closes.
 */
export interface SimulatedNetwork {
  readonly clock: VirtualClock
  readonly devices: readonly SimulatedDevice[]
  /** The server forgets everything; the devices come back to it one by one. */
  restartServer(): void
  /** Calls that the server has in memory, ended ones that are old enough left out. */
  callsInMemory(): number
}

const RETRY_MS = 3_000
const RETRIES = 30
const REQUEST_TIMEOUT_MS = 5_000

export function simulateNetwork(
  refs: readonly DeviceRef[],
  weather: () => Weather,
  afterStep: (device: SimulatedDevice) => void,
): SimulatedNetwork {
  const clock = createVirtualClock()
  /** The connection of each device that is online: a new object for each connection. */
  const connections = new Map<DeviceRef, object>()
  const startTable = (): ReturnType<typeof createCallTable> =>
    createCallTable((name) =>
      refs.filter((ref) => toNameKey(ref.name) === name && connections.has(ref)).map((ref) => ref.device),
    )
  let table = startTable()
  let cancelExpiry = (): void => {}

  const hop = (deliver: () => void): void => {
    const { delayMs, lost, doubled } = weather()
    if (!lost) clock.setTimer(delayMs, deliver)
    if (doubled) clock.setTimer(weather().delayMs, deliver)
  }
  /** A hop over the connection of a device: lost when that breaks meanwhile. */
  const hopOver = (ref: DeviceRef, deliver: () => void): void => {
    const connection = connections.get(ref)
    if (connection === undefined) return
    hop(() => {
      if (connections.get(ref) === connection) deliver()
    })
  }

  const carryOut = (outputs: readonly TableOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'missed') continue
      const target = devices.find((device) => device.ref.device === output.to.device)!
      hopOver(target.ref, () => {
        if (output.type === 'notice') target.act({ type: 'notice', notice: output.notice })
        else deliver(target, output.delivery)
      })
    }
    cancelExpiry()
    const deadline = table.nextDeadline()
    if (deadline === null) return
    cancelExpiry = clock.setTimer(Math.max(0, deadline - clock.now()), () =>
      carryOut(table.expire(clock.now())),
    )
  }

  const deliver = (target: SimulatedDevice, { signed, ageMs }: Delivery): void =>
    target.act({
      type: 'message',
      message: { signed, ageMs, relation: { accepted: true, blocked: false } },
    })

  const connect = (device: SimulatedDevice): void => {
    connections.set(device.ref, {})
    const welcome = table.connected(device.ref, claimsOf(device.phone), clock.now())
    carryOut(welcome.outputs)
    // The welcome is an ack of the connection itself: it comes whole, or the connection would not be there.
    for (const notice of welcome.notices) device.act({ type: 'notice', notice })
    for (const delivery of welcome.ringing) deliver(device, delivery)
  }
  const disconnect = (ref: DeviceRef): void => {
    if (connections.delete(ref)) carryOut(table.disconnected(ref, clock.now()))
  }

  /** Sends until the server acknowledges it. An invite and a media state are sent once, see the outbox. */
  const sendToServer = (ref: DeviceRef, message: SignedCallMessage, done: Done): void => {
    const isRepeated = message.message.body.kind !== 'invite' && message.message.body.kind !== 'media-state'
    let isDone = false
    const finish: Done = (result) => {
      if (isDone) return
      isDone = true
      done(result)
    }
    const attempt = (left: number): void => {
      if (isDone) return
      if (!isRepeated && !connections.has(ref)) return finish(failed('not-connected'))
      hopOver(ref, () => {
        const { receipt, outputs } = table.handleMessage(message, clock.now())
        carryOut(outputs)
        hopOver(ref, () => finish(receipt))
      })
      if (!isRepeated) clock.setTimer(REQUEST_TIMEOUT_MS, () => finish(failed('server-timeout')))
      else if (left > 0) clock.setTimer(RETRY_MS, () => attempt(left - 1))
    }
    attempt(RETRIES)
  }

  /** Peer connections that are up, by call and the two devices. */
  const links = new Set<string>()
  const linkKey = (callId: CallId, a: SimulatedDevice, b: SimulatedDevice): string =>
    [callId, ...[a.ref.device, b.ref.device].toSorted()].join('/')
  const wants = (a: SimulatedDevice, b: SimulatedDevice, callId: CallId): boolean =>
    a.resources.peers.has(`${callId}/${b.ref.device}`)
  const otherEnd = (peer: PeerResource): SimulatedDevice | undefined =>
    devices.find(({ ref }) => ref.device === peer.device)

  /** ICE finds its way a little after both ends have opened their connection. */
  const connectPeer = (device: SimulatedDevice, peer: PeerResource, afterMs: number): void => {
    const other = otherEnd(peer)
    if (other === undefined) return
    const { callId } = peer
    clock.setTimer(afterMs, () => {
      const key = linkKey(callId, device, other)
      if (links.has(key) || !wants(device, other, callId) || !wants(other, device, callId)) return
      links.add(key)
      device.act({ type: 'peer-connected', peer: { callId, device: other.ref.device } })
      other.act({ type: 'peer-connected', peer: { callId, device: device.ref.device } })
    })
  }
  /** The other end notices after a while that nothing comes any more. */
  const losePeer = (device: SimulatedDevice, peer: PeerResource): void => {
    const other = otherEnd(peer)
    if (other === undefined || !links.delete(linkKey(peer.callId, device, other))) return
    clock.setTimer(1_000, () => {
      if (!wants(other, device, peer.callId)) return
      other.act({ type: 'peer-lost', peer: { callId: peer.callId, device: device.ref.device } })
    })
  }

  const start = (ref: DeviceRef): SimulatedDevice => {
    let phone = createPhone(ref)
    let resources = resourcesOf(phone)
    let peerLog: string[] = []
    /** Which start of the app this is: what an earlier one had in hand is lost with it. */
    let run = {}
    let records: HistoryEntry[] = []
    const timers = new Map<TimerKey, { readonly at: number; readonly cancel: () => void }>()

    const perform = (effect: PhoneEffect): void => {
      if (effect.type === 'record') records.push(effect.entry)
      if (effect.type !== 'send') return
      const { callId, to, seq, body } = effect
      const message = signed({ callId, from: ref, to, seq, body })
      const mine = run
      sendToServer(ref, message, (receipt) => {
        if (run !== mine) return
        const result = receipt.ok ? { ok: true as const, devices: receipt.value.devices } : receipt
        device.act({ type: 'receipt', callId, kind: body.kind, result })
      })
      const target = devices.find((other) => other.ref.device === to.device)
      if (target === undefined || !mayTakeControlChannel(body.kind)) return
      if (links.has(linkKey(callId, device, target)))
        hop(() => deliver(target, { signed: message, ageMs: 0 }))
    }

    const reconcile = (next: Resources): readonly PeerResource[] => {
      const before = resources
      resources = next
      for (const [id, peer] of before.peers) {
        if (next.peers.has(id)) continue
        peerLog.push(`close ${id}`)
        losePeer(device, peer)
      }
      for (const [key, timer] of timers) {
        if (next.timers.get(key) === timer.at) continue
        timer.cancel()
        timers.delete(key)
      }
      for (const [key, at] of next.timers) {
        if (timers.has(key)) continue
        const fire = (): void => {
          timers.delete(key)
          device.act({ type: 'timer', timer: key })
        }
        timers.set(key, { at, cancel: clock.setTimer(Math.max(0, at - clock.now()), fire) })
      }
      const opened = [...next.peers].filter(([id]) => !before.peers.has(id))
      for (const [id] of opened) peerLog.push(`open ${id}`)
      return opened.map(([, peer]) => peer)
    }

    const device: SimulatedDevice = {
      ref,
      get records() {
        return records
      },
      get phone() {
        return phone
      },
      get resources() {
        return resources
      },
      get peerLog() {
        return peerLog
      },
      act(event) {
        const step = transition(phone, event, clock.now())
        phone = step.phone
        const opened = reconcile(resourcesOf(phone))
        for (const effect of step.effects) perform(effect)
        for (const peer of opened) connectPeer(device, peer, weather().delayMs + 20)
        afterStep(device)
      },
      dropConnection(forMs) {
        disconnect(ref)
        clock.setTimer(forMs, () => {
          if (!connections.has(ref)) connect(device)
        })
      },
      crash(forMs) {
        run = {}
        phone = createPhone(ref)
        reconcile(resourcesOf(phone))
        peerLog = []
        records = []
        device.dropConnection(forMs)
      },
      loseMedia(forMs) {
        for (const peer of resources.peers.values()) {
          const other = otherEnd(peer)
          if (other === undefined || !links.has(linkKey(peer.callId, device, other))) continue
          losePeer(device, peer)
          device.act({ type: 'peer-lost', peer })
          connectPeer(device, peer, forMs + 1_001)
        }
      },
    }
    return device
  }

  const devices = refs.map(start)
  for (const device of devices) connect(device)
  return {
    clock,
    devices,
    restartServer() {
      connections.clear()
      cancelExpiry()
      table = startTable()
      for (const device of devices) device.dropConnection(weather().delayMs)
    },
    callsInMemory() {
      table.expire(clock.now())
      return table.size
    },
  }
}

type Done = (result: Result<CallReceipt, AppError>) => void

function failed(code: 'not-connected' | 'server-timeout'): Result<never, AppError> {
  return { ok: false, error: { code } }
}
