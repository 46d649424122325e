import type { Logger } from 'pino'
import type { Clock } from '../shared/clock.ts'
import type { AppError } from '../shared/errors.ts'
import { toNameKey } from '../shared/ids.ts'
import type { SignedCallMessage } from '../shared/protocol/call-message.ts'
import type { CallClaim, CallNotice, CallReceipt, Delivery } from '../shared/protocol/signaling-events.ts'
import type { Result } from '../shared/result.ts'
import { createCallTable, type DeviceRef, type TableOutput } from './call-table.ts'
import type { Hub } from './hub.ts'
import type { Repositories } from './repositories.ts'

/** Carries out what the call table decides, and keeps its time. */
export interface CallDesk {
  handleMessage(signed: SignedCallMessage): Result<CallReceipt, AppError>
  connected(
    device: DeviceRef,
    claims: readonly CallClaim[],
  ): { ringing: readonly Delivery[]; notices: readonly CallNotice[] }
  disconnected(device: DeviceRef): void
  close(): void
}

export function createCallDesk(parts: {
  readonly hub: Hub
  readonly repositories: Repositories
  readonly clock: Clock
  readonly log: Logger
}): CallDesk {
  const { hub, repositories, clock, log } = parts
  const table = createCallTable((name) => hub.devicesOf(name))
  let cancelTimer = (): void => {}
  /** Who leaves because the server goes has not gone from its calls. */
  let isClosed = false

  const carryOut = (outputs: readonly TableOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'deliver') hub.toDevice(output.to, 'call.deliver', output.delivery)
      else if (output.type === 'notice') hub.toDevice(output.to, 'call.notice', output.notice)
      else {
        const callee = toNameKey(output.callee)
        // Blocking is silent: the caller learns nothing, and the callee is not bothered later either.
        if (repositories.blocks.has(callee, toNameKey(output.missed.from))) continue
        repositories.missed.add(callee, output.missed)
        hub.toName(callee, 'missed.added', output.missed)
        log.info({ callId: output.missed.callId }, 'call missed')
      }
    }
    cancelTimer()
    const deadline = table.nextDeadline()
    if (deadline === null) return
    cancelTimer = clock.setTimer(Math.max(0, deadline - clock.now()), () =>
      carryOut(table.expire(clock.now())),
    )
  }

  return {
    handleMessage(signed) {
      const { receipt, outputs } = table.handleMessage(signed, clock.now())
      carryOut(outputs)
      const { callId, body } = signed.message
      if (receipt.ok) {
        if (body.kind === 'invite') log.info({ callId, devices: receipt.value.devices }, 'call rings')
        else if (body.kind === 'accept') log.info({ callId }, 'call answered')
        else if (body.kind === 'decline') log.info({ callId }, 'call declined')
        else if (body.kind === 'hangup') log.info({ callId, reason: body.reason }, 'call ended')
      }
      return receipt
    },
    connected(device, claims) {
      const { ringing, notices, outputs } = table.connected(device, claims, clock.now())
      carryOut(outputs)
      return { ringing, notices }
    },
    disconnected(device) {
      if (!isClosed) carryOut(table.disconnected(device, clock.now()))
    },
    close() {
      isClosed = true
      cancelTimer()
    },
  }
}
