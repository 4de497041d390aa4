import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Expiry } from '../../../../shared/flow/expiry.ts'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { KindIcon, kindClass } from '../kind-icon.tsx'
import type { Axis, Tick } from './lifetime-axis.ts'
import { buildLifetimeBar, listContradictions, type Stretch } from './lifetime-bar.ts'
import { contradictionWords, endWords, measureText } from './lifetime-words.ts'
import { placeContradiction, placeEndLabel } from './place-label.ts'

const put = ({ from, to }: Stretch): CSSProperties => ({ left: `${from * 100}%`, width: `${(to - from) * 100}%` })
const at = (share: number): CSSProperties => ({ left: `${share * 100}%` })
const before = (share: number): CSSProperties => ({ right: `${(1 - share) * 100}%` })

interface RowParts {
  readonly expiry: Expiry
  readonly axis: Axis
  readonly width: number
  readonly now: EpochMs
}

/** Where the words of an end stand: behind the end, or behind now when it has passed. */
function placeEnd(expiry: Expiry, axis: Axis, width: number, words: string) {
  const share = expiry.at === null ? 1 : Math.max(axis.place(expiry.at), axis.now)
  return { share, ...placeEndLabel(share * width, measureText(words), width) }
}

/** Elapsed, left and end of one token; the words stand behind the end, or before it where there is no room. */
function Bar({ expiry, axis, width, now }: RowParts): ReactNode {
  const { t, i18n } = useTranslation()
  const bar = buildLifetimeBar(expiry, axis, now)
  const words = endWords(expiry, now, t, i18n.language)
  if (bar.kind === 'unknown')
    return (
      <>
        <span className="bar past" style={put(bar.elapsed)} />
        <span className="bar unk" style={put(bar.left)}>
          {words}
        </span>
      </>
    )
  const { share: end, fits } = placeEnd(expiry, axis, width, words)
  const label = (
    <span
      className={`blab${bar.kind === 'ended' ? ' err' : ''}${fits ? '' : ' inside'}`}
      style={fits ? at(end) : before(end)}
    >
      {words}
    </span>
  )
  if (bar.kind === 'ended')
    return (
      <>
        <span className="bar gone" style={put(bar.whole)} />
        {label}
      </>
    )
  return (
    <>
      <span className="bar past" style={put(bar.elapsed)} />
      <span className="bar rest" style={put(bar.left)} />
      {label}
    </>
  )
}

/** A diamond at each moment that a contradicted reading would mean; one row of the picture says it in words as well. */
function Contradictions({ expiry, axis, width, now, isNamed }: RowParts & { readonly isNamed: boolean }): ReactNode {
  const { t, i18n } = useTranslation()
  const { span } = placeEnd(expiry, axis, width, endWords(expiry, now, t, i18n.language))
  return listContradictions(expiry).map((contradiction, index) => {
    const share = axis.place(contradiction.at)
    const words = contradictionWords(contradiction, expiry, now, t, i18n.language)
    const side = placeContradiction(share * width, measureText(words), width, span)
    return (
      <span
        key={contradiction.at}
        className={side === 'left' ? 'alt turned' : 'alt'}
        style={side === 'left' ? before(share) : at(share)}
        title={words}
      >
        <Glyph kind="conflict" size={13} />
        {isNamed && index === 0 && side !== 'none' && <span>{words}</span>}
      </span>
    )
  })
}

/** One token's life in the picture. Hidden from assistive technology, which has the table. */
export function LifetimeRow({
  ticks,
  isSelected,
  isNamed,
  ...parts
}: RowParts & {
  readonly ticks: readonly Tick[]
  readonly isSelected: boolean
  readonly isNamed: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { of } = parts.expiry
  return (
    <div className={`tlr ${kindClass[of]}${isSelected ? ' on' : ''}`} aria-hidden="true">
      <span className="tll">
        <KindIcon kind={of} size={14} />
        {t(`tokens.short.${of}`)}
      </span>
      <div className="plot">
        {ticks.map((tick) => (
          <i key={tick.share} style={at(tick.share)} />
        ))}
        <em style={at(parts.axis.now)} />
        <Bar {...parts} />
        <Contradictions {...parts} isNamed={isNamed} />
      </div>
    </div>
  )
}
