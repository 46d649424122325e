/** What a page did with its media: watched, not changed. */
export interface Observed {
  readonly connections: RTCPeerConnection[]
  readonly tracks: MediaStreamTrack[]
  /** Calls of getUserMedia. */
  asked: number
  /** Offers and answers that were made. */
  descriptions: number
  /** Level of a tone in the received sound, in dBFS, over all live connections. */
  heard(frequency: number): Promise<number>
  /** Loudest sample received, 0 to 1. */
  loudest(): Promise<number>
}

/** Runs in the page before anything else. It must not use anything from outside of itself. */
export function observe(): void {
  const connections: RTCPeerConnection[] = []
  const tracks: MediaStreamTrack[] = []
  let context: AudioContext | null = null
  const analysers = new Map<MediaStreamTrack, AnalyserNode>()

  const original = globalThis.RTCPeerConnection
  globalThis.RTCPeerConnection = class extends original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.push(this)
    }
    override setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      seen.descriptions += 1
      return super.setLocalDescription(description)
    }
  }

  const devices = navigator.mediaDevices as MediaDevices | undefined
  const getUserMedia = devices?.getUserMedia.bind(devices)
  if (devices !== undefined && getUserMedia !== undefined) {
    devices.getUserMedia = async (constraints) => {
      seen.asked += 1
      const stream = await getUserMedia(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
    const clone = MediaStreamTrack.prototype.clone
    MediaStreamTrack.prototype.clone = function cloned(): MediaStreamTrack {
      const copy = clone.call(this)
      tracks.push(copy)
      return copy
    }
  }

  const analyserOf = (track: MediaStreamTrack): AnalyserNode => {
    const known = analysers.get(track)
    if (known !== undefined) return known
    context ??= new AudioContext({ sampleRate: 48_000 })
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    analysers.set(track, analyser)
    return analyser
  }
  const received = (): MediaStreamTrack[] =>
    connections
      .filter((pc) => pc.connectionState === 'connected')
      .flatMap((pc) => pc.getReceivers().map((receiver) => receiver.track))

  const seen: Observed = {
    connections,
    tracks,
    asked: 0,
    descriptions: 0,
    async heard(frequency) {
      let best = -Infinity
      for (const track of received()) {
        const analyser = analyserOf(track)
        const bins = new Float32Array(analyser.frequencyBinCount)
        analyser.getFloatFrequencyData(bins)
        const bin = Math.round((frequency / 48_000) * analyser.fftSize)
        best = Math.max(best, ...bins.subarray(bin - 2, bin + 3))
      }
      return best
    },
    async loudest() {
      let peak = 0
      for (const track of received()) {
        const analyser = analyserOf(track)
        const samples = new Float32Array(analyser.fftSize)
        analyser.getFloatTimeDomainData(samples)
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
      }
      return peak
    },
  }
  Object.assign(globalThis, { observed: seen })
}
