import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallBody, IceCandidate } from '../../../../src/shared/protocol/call-message.ts'
import { createNegotiation, type Negotiation } from '../../../../src/renderer/media/negotiation.ts'
import { settle } from '../../../fakes/virtual-clock.ts'

type Message = Extract<CallBody, { kind: 'description' | 'candidates' }>

/** The signaling part of a peer connection (W3C webrtc-pc, section 4.4.1.5), with SDP that names who made it and when. */
function makePc(name: string) {
  let made = 0
  const added: (IceCandidate | null)[] = []
  const create = async (type: 'offer' | 'answer'): Promise<RTCSessionDescriptionInit> => {
    await Promise.resolve()
    made += 1
    return { type, sdp: `a=ice-ufrag:${name}${made}\r\n` }
  }
  const pc = {
    signalingState: 'stable' as RTCSignalingState,
    localDescription: null as RTCSessionDescription | null,
    remoteDescription: null as RTCSessionDescription | null,
    added,
    createOffer: () => create('offer'),
    createAnswer: () => create('answer'),
    async setLocalDescription(description?: RTCLocalSessionDescriptionInit) {
      await Promise.resolve()
      const type = pc.signalingState === 'have-remote-offer' ? 'answer' : 'offer'
      if (description?.type !== type) throw new Error(`an ${description?.type} in ${pc.signalingState}`)
      pc.localDescription = description as RTCSessionDescription
      pc.signalingState = type === 'answer' ? 'stable' : 'have-local-offer'
    },
    async setRemoteDescription(description: RTCSessionDescriptionInit) {
      await Promise.resolve()
      if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') {
        throw new Error(`an answer in ${pc.signalingState}`)
      }
      pc.remoteDescription = description as RTCSessionDescription
      pc.signalingState = description.type === 'answer' ? 'stable' : 'have-remote-offer'
    },
    async addIceCandidate(candidate: IceCandidate | null) {
      if (pc.remoteDescription === null) throw new Error('no remote description')
      added.push(candidate)
    },
  }
  return pc
}

interface End {
  readonly pc: ReturnType<typeof makePc>
  readonly negotiation: Negotiation
  readonly sent: Message[]
  /** How often an offer and its answer were agreed on. */
  readonly agreed: () => number
}

function makeEnd(name: string, polite: boolean): End {
  const pc = makePc(name)
  const sent: Message[] = []
  let agreed = 0
  const negotiation = createNegotiation({
    pc,
    polite,
    edit: { local: (sdp) => `${sdp}a=said-by:${name}\r\n`, remote: (sdp) => `${sdp}a=heard-by:${name}\r\n` },
    send: (message) => sent.push(message),
    onRemoteOffer: () => {},
    onRemoteOfferApplied: () => {},
    onAgreed: () => void (agreed += 1),
  })
  return { pc, negotiation, sent, agreed: () => agreed }
}

const candidate = (usernameFragment: string | null): IceCandidate => ({
  candidate: `candidate:1 1 udp 1 192.0.2.1 1 typ host`,
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment,
})
const candidates = (...all: IceCandidate[]) => ({ kind: 'candidates', candidates: all, end: false }) as const

const hand = ({ negotiation }: End, message: Message): Promise<void> =>
  message.kind === 'description'
    ? negotiation.handleDescription(message)
    : negotiation.handleCandidates(message)

describe('candidates', () => {
  test('wait for the first description', async () => {
    const [caller, callee] = [makeEnd('a', false), makeEnd('b', true)]
    await caller.negotiation.offer()
    await hand(callee, candidates(candidate('a1')))
    expect(callee.pc.added).toEqual([])
    await hand(callee, caller.sent[0]!)
    expect(callee.pc.added).toEqual([candidate('a1')])
  })

  test('of an ICE restart wait for the description of that restart', async () => {
    const [caller, callee] = [makeEnd('a', false), makeEnd('b', true)]
    await caller.negotiation.offer()
    await hand(callee, caller.sent[0]!)
    await hand(caller, callee.sent[0]!)
    await caller.negotiation.offer()
    await hand(callee, candidates(candidate('a2')))
    expect(callee.pc.added).toEqual([])
    await hand(callee, caller.sent[1]!)
    expect(callee.pc.added).toEqual([candidate('a2')])
  })

  test('are bounded while they wait', async () => {
    const callee = makeEnd('b', true)
    for (let n = 0; n < 50; n++) {
      await hand(callee, candidates(...Array.from({ length: 10 }, () => candidate('a1'))))
    }
    await hand(callee, { kind: 'description', negotiation: 1, type: 'offer', sdp: 'a=ice-ufrag:a1\r\n' })
    expect(callee.pc.added.length).toBe(128)
  })
})

describe('descriptions', () => {
  test('are edited before they are set, sent and applied, and both ends learn that they agree', async () => {
    const [caller, callee] = [makeEnd('a', false), makeEnd('b', true)]
    await caller.negotiation.offer()
    expect(caller.sent).toMatchObject([{ sdp: 'a=ice-ufrag:a1\r\na=said-by:a\r\n' }])
    await hand(callee, caller.sent[0]!)
    expect(callee.pc.remoteDescription?.sdp).toBe(heardBy('b', caller))
    expect([caller.agreed(), callee.agreed()]).toEqual([0, 1])
    await hand(caller, callee.sent[0]!)
    expect(caller.pc.remoteDescription?.sdp).toBe('a=ice-ufrag:b1\r\na=said-by:b\r\na=heard-by:a\r\n')
    expect([caller.agreed(), callee.agreed()]).toEqual([1, 1])
  })

  test('while an offer waits for its answer there is no second one', async () => {
    const caller = makeEnd('a', false)
    await Promise.all([caller.negotiation.offer(), caller.negotiation.offer()])
    expect(caller.sent).toHaveLength(1)
  })

  test('an answer to an older offer is ignored', async () => {
    const [caller, callee] = [makeEnd('a', false), makeEnd('b', true)]
    await caller.negotiation.offer()
    await hand(callee, caller.sent[0]!)
    const old = callee.sent[0]!
    await hand(caller, old)
    await caller.negotiation.offer()
    await hand(caller, old)
    expect(caller.pc.signalingState).toBe('have-local-offer')
  })

  test('an offer that comes again is answered again, and changes nothing', async () => {
    const [caller, callee] = [makeEnd('a', false), makeEnd('b', true)]
    await caller.negotiation.offer()
    await hand(callee, caller.sent[0]!)
    // The answer is lost; the way to the server comes back.
    caller.negotiation.repeatOffer()
    await hand(callee, caller.sent[1]!)
    expect(callee.sent[1]).toEqual(callee.sent[0])
    await hand(caller, callee.sent[1]!)
    expect(caller.pc.signalingState).toBe('stable')
    caller.negotiation.repeatOffer()
    expect(caller.sent.length).toBe(2)
  })

  test('when two offers meet, the polite end gives way and the other goes on', async () => {
    const [impolite, polite] = [makeEnd('a', false), makeEnd('b', true)]
    await Promise.all([impolite.negotiation.offer(), polite.negotiation.offer()])
    await hand(impolite, polite.sent[0]!)
    await hand(polite, impolite.sent[0]!)
    expect(impolite.sent.length).toBe(1)
    await hand(impolite, polite.sent[1]!)
    for (const { pc } of [impolite, polite]) expect(pc.signalingState).toBe('stable')
    expect(impolite.pc.remoteDescription?.sdp).toBe(heardBy('a', polite))
  })

  test('a description that does not fit is told, and does not stop the next one', async () => {
    const callee = makeEnd('b', true)
    callee.pc.setRemoteDescription = () => Promise.reject(new Error('nonsense'))
    const offer = { kind: 'description', negotiation: 1, type: 'offer', sdp: '' } as const
    await expect(hand(callee, offer)).rejects.toThrow('nonsense')
    const restored = makePc('b')
    callee.pc.setRemoteDescription = async (description) => {
      await restored.setRemoteDescription(description)
      callee.pc.signalingState = restored.signalingState
      callee.pc.remoteDescription = restored.remoteDescription
    }
    await hand(callee, { ...offer, negotiation: 2, sdp: 'a=ice-ufrag:a2\r\n' })
    expect(callee.sent).toMatchObject([{ type: 'answer', negotiation: 2 }])
  })
})

const heardBy = (name: string, { pc }: End): string | undefined =>
  pc.localDescription === null ? undefined : `${pc.localDescription.sdp}a=heard-by:${name}\r\n`

test('whatever the ends offer and in whatever rhythm it arrives, both come to the same descriptions', async () => {
  const step = fc.constantFrom('offer-a', 'offer-b', 'a-to-b', 'b-to-a', 'repeat-a', 'repeat-b')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const [a, b] = [makeEnd('a', false), makeEnd('b', true)]
      const read = { a: 0, b: 0 }
      const deliver = (from: End, key: 'a' | 'b', to: End): void => {
        const message = from.sent[read[key]]
        if (message === undefined) return
        read[key] += 1
        void hand(to, message)
      }
      // `negotiationneeded` fires in the stable state only.
      const offer = async ({ pc, negotiation }: End): Promise<void> => {
        if (pc.signalingState === 'stable') await negotiation.offer()
      }
      for (const each of steps) {
        if (each === 'offer-a') await offer(a)
        else if (each === 'offer-b') await offer(b)
        else if (each === 'a-to-b') deliver(a, 'a', b)
        else if (each === 'b-to-a') deliver(b, 'b', a)
        else if (each === 'repeat-a') a.negotiation.repeatOffer()
        else b.negotiation.repeatOffer()
        await settle()
      }
      while (read.a < a.sent.length || read.b < b.sent.length) {
        deliver(a, 'a', b)
        deliver(b, 'b', a)
        await settle()
      }
      expect([a.pc.signalingState, b.pc.signalingState]).toEqual(['stable', 'stable'])
      expect(a.pc.remoteDescription?.sdp).toBe(heardBy('a', b))
      expect(b.pc.remoteDescription?.sdp).toBe(heardBy('b', a))
    }),
    { numRuns: 150 },
  )
})
