import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { expect, vi } from 'vitest'
import type { Signer } from '../../src/shared/identity/crypto.ts'
import { authenticationStatement, callStatement } from '../../src/shared/identity/statements.ts'
import { CallId, DeviceId, UserName } from '../../src/shared/ids.ts'
import type { CallBody, CallMessage, SignedCallMessage } from '../../src/shared/protocol/call-message.ts'
import type {
  Challenge,
  Proof,
  ServerEventName,
  Welcome,
} from '../../src/shared/protocol/signaling-events.ts'
import { PROTOCOL_VERSION } from '../../src/shared/protocol/version.ts'
import { makeSigner } from '../fakes/people.ts'

/** What a server answered, as it came. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
export type Answer = { ok: boolean; value?: any; error?: { code: string } }

/** A bare protocol client: it says exactly what a test tells it. */
export interface TestClient {
  readonly socket: Socket
  readonly name: string
  readonly device: DeviceId
  readonly signer: Signer
  readonly challenge: Challenge
  readonly welcome: Welcome
  readonly heard: { readonly event: string; readonly data: unknown }[]
  ask(event: string, input?: unknown): Promise<Answer>
  /** Resolves with the next (or an already heard) event that fits. */
  hears(event: ServerEventName, match?: object): Promise<void>
  /** Sends a signed call message; fields may be forged. */
  say(callId: CallId, to: string, body: CallBody, change?: Partial<CallMessage>): Promise<Answer>
  sign(message: CallMessage): Promise<SignedCallMessage>
  close(): void
}

export interface ClientOptions {
  readonly name: string
  readonly signer?: Signer
  readonly device?: DeviceId
  readonly proof?: Partial<Proof>
}

const open: Socket[] = []
export function closeAll(): void {
  for (const socket of open.splice(0)) socket.close()
}

export function dial(origin: string, auth: object = { protocol: PROTOCOL_VERSION, client: 'bot' }): Socket {
  const socket = io(origin, {
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  })
  open.push(socket)
  return socket
}

export async function challenged(origin: string): Promise<{ socket: Socket; challenge: Challenge }> {
  const socket = dial(origin)
  const hello = once(socket as never, 'auth.challenge')
  socket.connect()
  const [challenge] = (await hello) as [Challenge]
  return { socket, challenge }
}

export async function proofFor(
  challenge: Challenge,
  options: ClientOptions & { signer: Signer; device: DeviceId },
): Promise<Proof> {
  const name = UserName.parse(options.name)
  const { nonce, origin, protocol } = challenge
  const statement = authenticationStatement({ nonce, origin, protocol, name, device: options.device })
  return {
    name,
    device: options.device,
    publicKey: options.signer.publicKey,
    signature: await options.signer.sign(statement),
    reach: 'everyone',
    calls: [],
    ...options.proof,
  }
}

export const newDevice = (): DeviceId => DeviceId.parse(crypto.randomUUID())
export const newCall = (): CallId => CallId.parse(crypto.randomUUID())

export const ask = (socket: Socket, event: string, input?: unknown): Promise<Answer> =>
  socket.timeout(3_000).emitWithAck(event, input) as Promise<Answer>

/** Connects and authenticates; fails the test when the server refuses. */
export async function join(origin: string, options: ClientOptions): Promise<TestClient> {
  const signer = options.signer ?? (await makeSigner())
  const device = options.device ?? newDevice()
  const { socket, challenge } = await challenged(origin)
  const heard: { event: string; data: unknown }[] = []
  socket.onAny((event: string, data: unknown) => heard.push({ event, data }))
  const answer = await ask(socket, 'auth.prove', await proofFor(challenge, { ...options, signer, device }))
  expect(answer).toMatchObject({ ok: true })
  const name = UserName.parse(options.name)
  let seq = 0
  const sign = async (message: CallMessage): Promise<SignedCallMessage> => ({
    message,
    publicKey: signer.publicKey,
    signature: await signer.sign(callStatement(message)),
  })
  return {
    socket,
    name: options.name,
    device,
    signer,
    challenge,
    welcome: answer.value as Welcome,
    heard,
    sign,
    ask: (event, input) => ask(socket, event, input),
    async hears(event, match = {}) {
      const fitting = (): unknown => heard.filter((item) => item.event === event).map((item) => item.data)
      await vi.waitFor(() => expect(fitting()).toContainEqual(expect.objectContaining(match)), {
        timeout: 3_000,
        interval: 5,
      })
    },
    async say(callId, to, body, change = {}) {
      const message: CallMessage = {
        callId,
        from: { name, device },
        to: { name: UserName.parse(to), device: null },
        seq: seq++,
        body,
        ...change,
      }
      return ask(socket, 'call.send', await sign(message))
    },
    close: () => socket.close(),
  }
}

/** Both ask for each other. */
export async function befriend(a: TestClient, b: TestClient): Promise<void> {
  await a.ask('contact.request', { name: b.name })
  await b.ask('contact.request', { name: a.name })
}

/** A message that has to have arrived before anything that is sent now would: proves that something did not come. */
export async function roundTrip(client: TestClient): Promise<void> {
  await client.ask('missed.seen', { callIds: [] })
}
