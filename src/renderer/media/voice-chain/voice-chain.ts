import type { Gate } from '../../../shared/model/sound.ts'
import type { GateState } from '../../../shared/sound/gate-decision.ts'
import { createStore, type ReadableStore } from '../../../shared/store.ts'
import { createDenoiseNode, createGateNode, type ChainNode, type GateNode } from './nodes.ts'

/** What is done to a voice here, beyond what the browser does. */
export interface ChainWish {
  readonly gate: Gate | null
  /** RNNoise */
  readonly denoise: boolean
  /** Two channels; otherwise what comes in two becomes one. */
  readonly stereo: boolean
}

/** Seconds in which one way of the sound takes over from another, so that it does not click. */
export const CROSSFADE = 0.02

/** Leads sound from a source through a gate and RNNoise, as far as they are wanted, to a target. */
export interface VoiceChain {
  /** Null without a gate. */
  readonly gate: ReadableStore<GateState | null>
  /** Resolves when it is so. Rejects when that is not possible: then it stays as it was. */
  set(wish: ChainWish): Promise<void>
  close(): void
}

/** One way through the nodes. A change of what is wanted builds another. */
interface Way {
  readonly wish: ChainWish
  readonly gate: GateNode | null
  readonly parts: readonly ChainNode[]
  readonly entry: GainNode
  readonly exit: GainNode
}

export function createVoiceChain(
  context: BaseAudioContext,
  source: AudioNode,
  target: AudioNode,
): VoiceChain {
  const state = createStore<GateState | null>(null)
  let way: Way | null = null
  /** Counts wishes, so that one that was overtaken is dropped. */
  let wishes = 0

  const build = async (wish: ChainWish): Promise<Way> => {
    const denoise = wish.denoise ? await createDenoiseNode(context) : null
    const gate =
      wish.gate &&
      (await createGateNode(context, wish.gate, (now) => {
        if (way?.gate === gate) state.set(now)
      }))
    const parts = [denoise, gate].filter((part) => part !== null)
    const entry = new GainNode(context, {
      channelCount: wish.stereo ? 2 : 1,
      channelCountMode: 'explicit',
    })
    return { wish, gate, parts, entry, exit: new GainNode(context, { gain: 0 }) }
  }

  const enter = (next: Way): void => {
    const { currentTime } = context
    const nodes = [source, next.entry, ...next.parts.map(({ node }) => node), next.exit, target]
    for (const [i, node] of nodes.slice(1).entries()) nodes[i]?.connect(node)
    next.exit.gain.setValueAtTime(0, currentTime)
    next.exit.gain.linearRampToValueAtTime(1, currentTime + CROSSFADE)
  }

  const leave = ({ entry, exit, parts }: Way): void => {
    const { currentTime } = context
    exit.gain.cancelScheduledValues(currentTime)
    exit.gain.setValueAtTime(exit.gain.value, currentTime)
    exit.gain.linearRampToValueAtTime(0, currentTime + CROSSFADE)
    setTimeout(
      () => {
        source.disconnect(entry)
        exit.disconnect()
        for (const part of parts) part.end()
      },
      2 * CROSSFADE * 1_000,
    )
  }

  return {
    gate: state,
    async set(wish) {
      wishes += 1
      const mine = wishes
      if (way?.gate && wish.gate && isSameWay(way.wish, wish)) {
        way.gate.set(wish.gate)
        way = { ...way, wish }
        return
      }
      const next = await build(wish)
      if (mine !== wishes) return
      if (way !== null) leave(way)
      way = next
      state.set(null)
      enter(next)
    },
    close() {
      wishes += 1
      for (const part of way?.parts ?? []) part.end()
    },
  }
}

/** Whether only what a gate can take while it runs is another. */
function isSameWay(a: ChainWish, b: ChainWish): boolean {
  return a.denoise === b.denoise && a.stereo === b.stereo && a.gate?.prerollMs === b.gate?.prerollMs
}
