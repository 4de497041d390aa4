import { type ReactNode, useMemo } from 'react'
import { encode } from 'uqr'

/** The dark squares as one path; each is a unit square. */
function buildPath(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : ''))).join('')
}

/** A text as a QR code (ISO/IEC 18004), black on white in both themes, because cameras expect it so. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const code = useMemo(() => encode(text, { ecc: 'M', border: 3 }), [text])
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} className="qrlight" />
      <path d={buildPath(code.data)} className="qrdark" />
    </svg>
  )
}
