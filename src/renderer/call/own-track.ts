import type { CreateSendChain, SendChain } from '../media/voice-chain/send-chain.ts'
import type { ChainWish } from '../media/voice-chain/voice-chain.ts'

/** Whether a gate is there and lets the voice through; `failed` where the browser cannot have one. */
export type GateView = 'off' | 'open' | 'shut' | 'failed'

/** The track that is sent: the microphone's own, or what the gate and RNNoise make of it. */
export interface OwnTrack {
  /** To be sent from now on: this track of a microphone, or none, in this way. */
  fit(source: MediaStreamTrack | null, wish: ChainWish): void
  gate(): GateView
  /** RNNoise works on it. */
  isDenoised(): boolean
}

export interface OwnTrackParts {
  readonly createChain: CreateSendChain
  readonly onTrack: (track: MediaStreamTrack | null) => void
  /** What `gate` and `isDenoised` say is another. */
  readonly onChange: () => void
}

const PLAIN: ChainWish = { gate: null, denoise: false, stereo: true }
const isPlain = ({ gate, denoise }: ChainWish): boolean => gate === null && !denoise

/**
 * Without a wish the sound takes no detour: a chain costs some milliseconds. While it is being built, the microphone is
 * sent as it is; but a gate is not passed by, so that nothing of the room gets out before it is there.
 */
export function createOwnTrack({ createChain, onTrack, onChange }: OwnTrackParts): OwnTrack {
  let source: MediaStreamTrack | null = null
  let wish = PLAIN
  let chain: SendChain | null = null
  /** What the chain does by now. */
  let done = PLAIN
  let hasFailed = false
  let sent: MediaStreamTrack | null = null
  let wasOpen = false
  /** Counts steps, so that one that was overtaken is dropped. */
  let steps = 0

  const send = (track: MediaStreamTrack | null): void => {
    if (track === sent) return
    sent = track
    onTrack(track)
  }
  const drop = (): void => {
    chain?.close()
    chain = null
    done = PLAIN
    wasOpen = false
  }

  const begin = async (from: MediaStreamTrack, step: number): Promise<void> => {
    const wanted = wish
    const made = await createChain(from, wanted)
    // A cut in the middle of a word would click.
    if (sent !== null) await made.pause()
    if (step !== steps) return made.close()
    chain = made
    done = wanted
    made.gate.subscribe(tell)
    send(made.track)
    onChange()
  }

  const change = async (through: SendChain, step: number): Promise<void> => {
    const wanted = wish
    await through.set(wanted)
    if (step !== steps) return
    done = wanted
    onChange()
    if (!isPlain(wanted)) return
    await through.pause()
    if (step !== steps) return
    send(source)
    drop()
  }

  const tell = (): void => {
    const isOpen = chain?.gate.get()?.isOpen === true
    if (isOpen === wasOpen) return
    wasOpen = isOpen
    onChange()
  }

  const attempt = (step: Promise<void>, mine: number): void => {
    step.catch((error: unknown) => {
      console.error('The sound cannot be led through the gate or RNNoise:', error)
      if (mine !== steps) return
      hasFailed = true
      if (chain === null) send(source)
      onChange()
    })
  }

  return {
    fit(nextSource, nextWish) {
      const isSame = nextSource === source && JSON.stringify(nextWish) === JSON.stringify(wish)
      if (isSame) return
      steps += 1
      hasFailed = false
      wish = nextWish
      if (nextSource !== source) {
        drop()
        source = nextSource
        send(nextWish.gate === null ? nextSource : null)
      }
      if (source === null) return
      if (chain !== null) attempt(change(chain, steps), steps)
      else if (!isPlain(wish)) attempt(begin(source, steps), steps)
      else send(source)
    },
    gate() {
      if (done.gate !== null) return chain?.gate.get()?.isOpen === true ? 'open' : 'shut'
      return wish.gate === null ? 'off' : hasFailed ? 'failed' : 'shut'
    },
    isDenoised: () => done.denoise,
  }
}
