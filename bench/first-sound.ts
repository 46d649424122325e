/** In a page: when sound was first heard after `arm()`, by the same detector for every contender. */
export interface FirstSound {
  /** Resolves with the time of the next loud sample, in milliseconds since the Unix epoch. */
  arm(): Promise<number>
  /** Resolves when nothing has been heard for a while: what ends may still sound for some moments. */
  quiet(): Promise<void>
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
      constructor() {
        super()
        this.wanted = null
        this.loudAt = 0
        this.port.onmessage = ({ data }) => {
          this.wanted = data
          this.loudAt = currentTime
        }
      }
      process([input]) {
        if (this.wanted === null) return true
        const isLoud = input[0] !== undefined && input[0].some((sample) => Math.abs(sample) > 0.02)
        if (isLoud) this.loudAt = currentTime
        if (this.wanted === 'sound' ? isLoud : currentTime - this.loudAt > 0.1) {
          this.port.postMessage(this.wanted)
          this.wanted = null
        }
        return true
      }
    })`
  const now = (): number => performance.timeOrigin + performance.now()
  const detectors: { readonly port: MessagePort; isQuiet(): void }[] = []
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
    const detector = { port: node.port, isQuiet() {} }
    node.port.onmessage = ({ data }) => (data === 'sound' ? resolve(now()) : detector.isQuiet())
    if (isArmed) node.port.postMessage('sound')
    detectors.push(detector)
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
        for (const { port } of detectors) port.postMessage('sound')
      }),
    async quiet() {
      await Promise.all(
        detectors.map(
          (detector) =>
            new Promise<void>((done) => {
              detector.isQuiet = done
              detector.port.postMessage('quiet')
            }),
        ),
      )
    },
  }
  Object.assign(globalThis, { firstSound })
}
