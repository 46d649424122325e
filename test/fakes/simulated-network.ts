import { createCallTable, type DeviceRef, type TableOutput } from '../../src/server/call-table.ts'
import type { Phone, PhoneEffect, PhoneEvent, Resources, TimerKey } from '../../src/shared/call/phone.ts'
import { resourcesOf } from '../../src/shared/call/resources.ts'
import { createPhone, transition } from '../../src/shared/call/transition.ts'
import { mayTakeControlChannel } from '../../src/shared/call/ways.ts'
import { toNameKey, type CallId } from '../../src/shared/ids.ts'
import type { HistoryEntry } from '../../src/shared/model/history.ts'
import type { SignedCallMessage } from '../../src/shared/protocol/call-message.ts'
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
  phone: Phone
  resources: Resources
  /** Peer connections that were opened and closed, by id and in order. */
  readonly peerLog: string[]
  readonly records: HistoryEntry[]
  act(event: PhoneEvent): void
}

/**
 * People's devices around the real call table, on a virtual clock. Every hop may be late, lost, doubled or overtaken. A
 * sender repeats what the server did not acknowledge, as the outbox does after a reconnect; peer connections come up by
 * themselves when both ends have opened them.
 */
export interface SimulatedNetwork {
  readonly clock: VirtualClock
  readonly devices: readonly SimulatedDevice[]
}

const RETRY_MS = 3_000
const RETRIES = 4

export function simulateNetwork(
  refs: readonly DeviceRef[],
  weather: () => Weather,
  afterStep: (device: SimulatedDevice) => void,
): SimulatedNetwork {
  const clock = createVirtualClock()
  const table = createCallTable((name) =>
    refs.filter((ref) => toNameKey(ref.name) === name).map((ref) => ref.device),
  )
  let cancelExpiry = (): void => {}

  const hop = (deliver: () => void): void => {
    const { delayMs, lost, doubled } = weather()
    if (!lost) clock.setTimer(delayMs, deliver)
    if (doubled) clock.setTimer(weather().delayMs, deliver)
  }

  const carryOut = (outputs: readonly TableOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'missed') continue
      const target = devices.find((device) => device.ref.device === output.to.device)!
      hop(() => {
        if (output.type === 'notice') target.act({ type: 'notice', notice: output.notice })
        else deliver(target, output.delivery.signed, output.delivery.ageMs)
      })
    }
    cancelExpiry()
    const deadline = table.nextDeadline()
    if (deadline === null) return
    cancelExpiry = clock.setTimer(Math.max(0, deadline - clock.now()), () =>
      carryOut(table.expire(clock.now())),
    )
  }

  const deliver = (target: SimulatedDevice, message: SignedCallMessage, ageMs: number): void =>
    target.act({
      type: 'message',
      message: { signed: message, ageMs, relation: { accepted: true, blocked: false } },
    })

  const sendToServer = (sender: SimulatedDevice, message: SignedCallMessage, attempt = 0): void => {
    let isAcked = false
    hop(() => {
      const { receipt, outputs } = table.handleMessage(message, clock.now())
      carryOut(outputs)
      hop(() => {
        if (isAcked) return
        isAcked = true
        const { callId, body } = message.message
        const result = receipt.ok ? { ok: true as const, devices: receipt.value.devices } : receipt
        sender.act({ type: 'receipt', callId, kind: body.kind, result })
      })
    })
    clock.setTimer(RETRY_MS, () => {
      if (!isAcked && attempt < RETRIES) sendToServer(sender, message, attempt + 1)
    })
  }

  const perform = (sender: SimulatedDevice, effect: PhoneEffect): void => {
    if (effect.type === 'record') sender.records.push(effect.entry)
    if (effect.type !== 'send') return
    const { callId, to, seq, body } = effect
    const message = signed({ callId, from: sender.ref, to, seq, body })
    sendToServer(sender, message)
    // Over the control channel too, when that is up.
    const target = devices.find((device) => device.ref.device === to.device)
    if (target === undefined || !mayTakeControlChannel(body.kind)) return
    if (isConnected(sender, target, callId)) hop(() => deliver(target, message, 0))
  }

  const peerKey = (callId: CallId, other: SimulatedDevice): string => `${callId}/${other.ref.device}`
  const isConnected = (a: SimulatedDevice, b: SimulatedDevice, callId: CallId): boolean =>
    a.resources.peers.has(peerKey(callId, b)) && b.resources.peers.has(peerKey(callId, a))

  /** ICE finds its way a little after both ends have opened their connection. */
  const connectPeers = (device: SimulatedDevice, opened: readonly string[]): void => {
    for (const id of opened) {
      const peer = device.resources.peers.get(id)!
      const other = devices.find((candidate) => candidate.ref.device === peer.device)
      if (other === undefined) continue
      clock.setTimer(weather().delayMs + 20, () => {
        if (!isConnected(device, other, peer.callId)) return
        device.act({ type: 'peer-connected', peer: { callId: peer.callId, device: other.ref.device } })
        other.act({ type: 'peer-connected', peer: { callId: peer.callId, device: device.ref.device } })
      })
    }
  }

  const start = (ref: DeviceRef): SimulatedDevice => {
    const timers = new Map<TimerKey, { at: number; cancel: () => void }>()
    const phone = createPhone(ref)
    const device: SimulatedDevice = {
      ref,
      phone,
      resources: resourcesOf(phone),
      peerLog: [],
      records: [],
      act(event) {
        const step = transition(device.phone, event, clock.now())
        device.phone = step.phone
        const before = device.resources
        const next = resourcesOf(step.phone)
        device.resources = next
        const opened = [...next.peers.keys()].filter((id) => !before.peers.has(id))
        for (const id of opened) device.peerLog.push(`open ${id}`)
        for (const id of before.peers.keys()) if (!next.peers.has(id)) device.peerLog.push(`close ${id}`)
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
        connectPeers(device, opened)
        for (const effect of step.effects) perform(device, effect)
        afterStep(device)
      },
    }
    return device
  }
  const devices = refs.map(start)
  return { clock, devices }
}
