/** In a page: when sound was first heard after `arm()`, by the same detector for every contender. */
export interface FirstSound {
  /** Resolves with the time of the next loud sample, in milliseconds since the Unix epoch. */
  arm(): Promise<number>
  /** The page's clock, in milliseconds since the Unix epoch. */
  now(): number
  /** The detector has to be warm before anything is timed. */
  ready: Promise<void>
  stream: Promise<MediaStream>
}

/** Runs in the page before anything else: listens to every track that any connection receives. */
export function installFirstSound(): void {
  const worklet = `
    registerProcessor('first-sound', class extends AudioWorkletProcessor {
      constructor() { super(); this.armed = false; this.port.onmessage = () => { this.armed = true } }
      process([input]) {
        if (this.armed && input[0] && input[0].some((sample) => Math.abs(sample) > 0.02)) {
          this.armed = false
          this.port.postMessage(0)
        }
        return true
      }
    })`
  const now = (): number => performance.timeOrigin + performance.now()
  const nodes: AudioWorkletNode[] = []
  let resolve = (_at: number): void => {}
  let isArmed = false
  const context = new AudioContext({ latencyHint: 'interactive' })
  const ready = context.audioWorklet.addModule(
    URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })),
  )
  const attach = (track: MediaStreamTrack): void => {
    const stream = new MediaStream([track])
    const element = new Audio()
    element.muted = true
    element.srcObject = stream
    void element.play()
    const node = new AudioWorkletNode(context, 'first-sound', { numberOfOutputs: 0 })
    node.port.onmessage = () => resolve(now())
    if (isArmed) node.port.postMessage(0)
    nodes.push(node)
    context.createMediaStreamSource(stream).connect(node)
  }
  const Original = RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => attach(track))
    }
  }
  const firstSound: FirstSound = {
    now,
    ready,
    get stream() {
      return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false } })
    },
    arm: () =>
      new Promise((done) => {
        isArmed = true
        resolve = (at) => {
          isArmed = false
          done(at)
        }
        for (const node of nodes) node.port.postMessage(0)
      }),
  }
  Object.assign(globalThis, { firstSound })
}
