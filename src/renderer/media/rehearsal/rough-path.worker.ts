import { fateOf, SMOOTH_PATH, type RoughPath } from '../../../shared/network/rough-path.ts'

// Between the network and the decoder of a rehearsal, where a page gets at encoded sound (W3C webrtc-encoded-transform,
// section 5): what comes over a perfect path is dropped or kept back here.

/** What TypeScript's DOM types leave out of the scope of such a worker. */
interface Scope {
  onrtctransform: (event: {
    readonly transformer: { readonly readable: ReadableStream; readonly writable: WritableStream }
  }) => void
  onmessage: (event: { readonly data: RoughPath }) => void
}
const scope = globalThis as unknown as Scope
let path = SMOOTH_PATH

scope.onmessage = ({ data }) => {
  path = data
}
scope.onrtctransform = ({ transformer }) => {
  const writer = transformer.writable.getWriter()
  const forward = (packet: unknown): void => {
    const delay = fateOf(path, Math.random)
    if (delay === null) return
    // When the connection is closed there is nobody left to hear it.
    const write = (): void => void writer.write(packet).catch(() => {})
    if (delay === 0) write()
    else setTimeout(write, delay)
  }
  void transformer.readable.pipeTo(new WritableStream({ write: forward })).catch(() => {})
}
