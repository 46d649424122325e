import type { CallBody, IceCandidate } from '../../shared/protocol/call-message.ts'

type Description = Extract<CallBody, { kind: 'description' }>
type Candidates = Extract<CallBody, { kind: 'candidates' }>

/** Candidates that wait for their description: more than a machine with many addresses ever has. */
const EARLY_LIMIT = 128

/** The part of a peer connection that negotiation needs. */
export type NegotiablePc = Pick<
  RTCPeerConnection,
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'addIceCandidate'
  | 'localDescription'
  | 'remoteDescription'
  | 'signalingState'
> & {
  createOffer(): Promise<RTCSessionDescriptionInit>
  createAnswer(): Promise<RTCSessionDescriptionInit>
}

export interface NegotiationParts {
  readonly pc: NegotiablePc
  /** The polite side gives way when two offers meet. */
  readonly polite: boolean
  /** What becomes of SDP on its way: mine before it is set and sent, theirs before it is applied. */
  readonly edit: { readonly local: (sdp: string) => string; readonly remote: (sdp: string) => string }
  readonly send: (description: Description) => void
  /** Right before an offer of the other side is applied. */
  readonly onRemoteOffer: () => void
  readonly onRemoteOfferApplied: () => void
  /** An offer and its answer are applied, whoever offered. */
  readonly onAgreed: () => void
}

/** Perfect negotiation (W3C webrtc-pc, section 10.7): both sides may offer at any time, in any order of arrival. */
export interface Negotiation {
  /** Makes an offer; for `negotiationneeded`. */
  offer(): Promise<void>
  handleDescription(description: Description): Promise<void>
  handleCandidates(candidates: Candidates): Promise<void>
  /** Takes an unanswered offer back, whose candidates are of a network that is gone. */
  withdraw(): Promise<void>
  /** Sends an offer again that was not answered, e.g. because the way to the other side was down. */
  repeatOffer(): void
}

export function createNegotiation(parts: NegotiationParts): Negotiation {
  const { pc, polite, edit, send } = parts
  /** Number of my last offer, and of the last offer of the other side that was applied. */
  let mine = 0
  let theirs = 0
  /** Candidates that came before the description that they belong to; null is the end of them. */
  let early: (IceCandidate | null)[] = []
  let tail: Promise<void> = Promise.resolve()

  /** One step at a time: a description and the candidates behind it must not overtake each other. */
  const inOrder = (step: () => Promise<void>): Promise<void> => {
    tail = tail.then(step, step)
    return tail
  }

  const sendLocal = (negotiation: number): void => {
    const { localDescription } = pc
    if (
      localDescription === null ||
      localDescription.type === 'rollback' ||
      localDescription.type === 'pranswer'
    )
      return
    const { type, sdp } = localDescription
    send({ kind: 'description', negotiation, type, sdp })
  }

  const setLocal = ({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> =>
    pc.setLocalDescription({ type, sdp: edit.local(sdp) })

  const applyAnswer = async ({ negotiation, sdp }: Description): Promise<void> => {
    // An answer to an older offer says nothing about the present one.
    if (pc.signalingState !== 'have-local-offer' || negotiation !== mine) return
    await pc.setRemoteDescription({ type: 'answer', sdp: edit.remote(sdp) })
    await addEarly()
    parts.onAgreed()
  }

  const applyOffer = async ({ negotiation, sdp }: Description): Promise<void> => {
    if (negotiation === theirs) return repeatAnswer()
    if (negotiation < theirs) return
    const isCollision = pc.signalingState !== 'stable'
    if (!polite && isCollision) return
    parts.onRemoteOffer()
    theirs = negotiation
    // In a collision this rolls my own offer back; it is made anew by `negotiationneeded`.
    await pc.setRemoteDescription({ type: 'offer', sdp: edit.remote(sdp) })
    parts.onRemoteOfferApplied()
    await setLocal(await pc.createAnswer())
    sendLocal(negotiation)
    await addEarly()
    parts.onAgreed()
  }

  /** An offer that comes again was not answered, as far as its sender knows. */
  const repeatAnswer = (): void => {
    if (pc.signalingState === 'stable' && pc.localDescription?.type === 'answer') sendLocal(theirs)
  }

  /** Whether the remote description is of the ICE generation of a candidate (RFC 8839, section 5.4). */
  const hasDescriptionOf = (candidate: IceCandidate | null): boolean => {
    if (pc.remoteDescription === null) return false
    const ufrag = candidate?.usernameFragment ?? null
    return ufrag === null || pc.remoteDescription.sdp.includes(`a=ice-ufrag:${ufrag}\r\n`)
  }

  const add = async (candidates: readonly (IceCandidate | null)[]): Promise<void> => {
    for (const candidate of candidates) {
      if (hasDescriptionOf(candidate)) await addOne(candidate)
      else early = [...early, candidate].slice(-EARLY_LIMIT)
    }
  }

  const addOne = async (candidate: IceCandidate | null): Promise<void> => {
    try {
      await pc.addIceCandidate(candidate)
    } catch {
      // One that this browser cannot use, e.g. of a transport that it does not speak: of no use, and no harm.
    }
  }

  const addEarly = async (): Promise<void> => {
    const waiting = early
    early = []
    await add(waiting)
  }

  return {
    offer: () =>
      inOrder(async () => {
        // One that waits for its answer says it all, or is made anew when it is rolled back.
        if (pc.signalingState !== 'stable') return
        await setLocal(await pc.createOffer())
        mine += 1
        sendLocal(mine)
      }),
    handleDescription: (description) =>
      inOrder(() => (description.type === 'offer' ? applyOffer(description) : applyAnswer(description))),
    handleCandidates: ({ candidates, end }) => inOrder(() => add(end ? [...candidates, null] : candidates)),
    withdraw: () =>
      inOrder(async () => {
        if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' })
      }),
    repeatOffer() {
      if (pc.signalingState === 'have-local-offer') sendLocal(mine)
    },
  }
}
