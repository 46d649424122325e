import workletUrl from './parrot.worklet.ts?worker&url'

/** Somebody who listens, and says it again when the other one has spoken. */
export interface Parrot {
  /** What it says. */
  readonly track: MediaStreamTrack
  /** Whom it listens to, or nobody. */
  listen(stream: MediaStream | null): void
  close(): void
}

/** Fetches what it is made of, so that it is at hand also when the server that gave this page is away. */
export function fetchParrot(): void {
  void fetch(workletUrl).catch(() => {})
}

export function createParrot(): Parrot {
  // It plays nothing here, so it takes no speaker where the browser knows of that (W3C Web Audio, section 1.2.1).
  const options: AudioContextOptions & { readonly sinkId: object } = { sinkId: { type: 'none' } }
  const context = new AudioContext(options)
  const mouth = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
  const ear = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' })
  let source: MediaStreamAudioSourceNode | null = null
  // Without a worklet it stays silent.
  void context.audioWorklet
    .addModule(workletUrl)
    .then(() =>
      ear.connect(new AudioWorkletNode(context, 'parrot', { outputChannelCount: [1] })).connect(mouth),
    )
    .catch(() => {})
  return {
    track: mouth.stream.getAudioTracks()[0]!,
    listen(stream) {
      source?.disconnect()
      source = stream && context.createMediaStreamSource(stream)
      source?.connect(ear)
    },
    close() {
      void context.close()
    },
  }
}
