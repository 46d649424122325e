import { correction, generate, type Bitmap2D } from 'lean-qr'
import { useMemo } from 'react'

/** Modules of white around a code, without which cameras do not find it (ISO/IEC 18004, section 9.1). */
const QUIET_ZONE = 4

interface CodeImageProps {
  readonly text: string
  /** Its accessible name. */
  readonly label: string
}

/** A QR code. It is black on white in every theme, because many cameras read no other. */
export function CodeImage({ text, label }: CodeImageProps) {
  const code = useMemo(() => generate(text, { minCorrectionLevel: correction.M }), [text])
  const size = code.size + 2 * QUIET_ZONE
  return (
    <svg
      className="code-image"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M${-QUIET_ZONE} ${-QUIET_ZONE}h${size}v${size}h${-size}z`} />
      <path fill="#000" d={darkPath(code)} />
    </svg>
  )
}

/** A square for each dark module. */
function darkPath({ size, get }: Bitmap2D): string {
  const places = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)])
  return places.map(([x = 0, y = 0]) => (get(x, y) ? `M${x} ${y}h1v1h-1z` : '')).join('')
}
