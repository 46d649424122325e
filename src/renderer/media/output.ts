import { repeatEvery, type Clock } from '../../shared/clock.ts'
import { AS_SENT, needsGraph, type Mix } from '../../shared/sound/mix.ts'
import { createOutputGraph, type OutputGraph } from './output-graph.ts'

/** From the element to the graph and back it goes in steps: their sounds are some milliseconds apart, and both are heard. */
const FADE_STEPS = 5
const FADE_EVERY_MS = 10
/** How long a graph stays that is not needed any more, in milliseconds: a gain around 1 must not make it come and go. */
const KEEP_MS = 10_000

/** Where the sound of one peer comes out. */
export interface Output {
  setAudible(audible: boolean): void
  setMix(mix: Mix): void
  /** @param deviceId as `enumerateDevices()` gives it; empty follows the system */
  setDevice(deviceId: string): void
  close(): void
}

/**
 * A plain media element, which adds no delay, plays what need not be louder or from one side. For the rest there is a
 * graph beside it; the element stays, because Chromium gives Web Audio no sample of a stream that nothing plays.
 */
export function createOutput(stream: MediaStream, clock: Clock): Output {
  const element = new Audio()
  element.autoplay = true
  element.muted = true
  element.srcObject = stream
  let graph: OutputGraph | null = null
  let mix = AS_SENT
  let isAudible = false
  let device = ''
  /** How much of the sound comes out of the graph, in steps. */
  let share = 0
  let cancelFade = (): void => {}
  let cancelLeave: (() => void) | null = null

  const apply = (): void => {
    const part = share / FADE_STEPS
    element.muted = !isAudible || part === 1
    element.volume = Math.min(1, mix.gain) * (1 - part)
    graph?.set({ ...mix, gain: isAudible ? mix.gain * part : 0 })
  }

  const fadeTo = (goal: number, onEnd: () => void): void => {
    cancelFade()
    cancelFade = repeatEvery(clock, FADE_EVERY_MS, () => {
      share += Math.sign(goal - share)
      apply()
      if (share !== goal) return
      cancelFade()
      onEnd()
    })
  }

  const openGraph = (): OutputGraph => {
    const opened = createOutputGraph(stream, device, clock)
    void opened.isPlaying.then(() => {
      if (graph === opened) fadeTo(FADE_STEPS, () => {})
    })
    return opened
  }

  const stay = (): void => {
    cancelLeave?.()
    cancelLeave = null
  }

  const closeGraph = (): void => {
    cancelFade()
    stay()
    graph?.close()
    graph = null
    share = 0
  }

  const leave = (): void =>
    fadeTo(0, () => {
      closeGraph()
      // It may be needed again by now.
      fitGraph()
    })

  const fitGraph = (): void => {
    if (needsGraph(mix)) {
      stay()
      graph ??= openGraph()
    } else if (graph !== null) cancelLeave ??= clock.setTimer(KEEP_MS, leave)
  }

  return {
    setAudible(audible) {
      isAudible = audible
      apply()
      // Autoplay may have waited for a gesture; the accept was one.
      if (audible) void element.play().catch(() => {})
    },
    setMix(next) {
      if (next.gain === mix.gain && next.pan === mix.pan) return
      mix = next
      fitGraph()
      apply()
    },
    setDevice(deviceId) {
      device = deviceId
      // A speaker that is gone: the system's own goes on playing.
      void element.setSinkId?.(deviceId).catch(() => {})
      graph?.setDevice(deviceId)
    },
    close() {
      closeGraph()
      element.pause()
      element.srcObject = null
    },
  }
}
