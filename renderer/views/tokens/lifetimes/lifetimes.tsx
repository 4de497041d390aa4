import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { type EpochMs, epochMs } from '../../../../shared/lib/units.ts'
import { useClockValue } from '../../../clock.ts'
import { formatClock } from '../../../format-time.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { useApp } from '../../../stores/app-store.ts'
import { useExchanges } from '../../../stores/exchange-store.ts'
import { Segments } from '../segments.tsx'
import { type Axis, axisKinds, buildAxis, listReadableTicks, type Tick } from './lifetime-axis.ts'
import { readExtent } from './lifetime-bar.ts'
import { LifetimeRow } from './lifetime-row.tsx'
import { measureText, tickWords } from './lifetime-words.ts'
import { LifetimesTable } from './lifetimes-table.tsx'

/** The current second while the picture can be seen, else nothing: then it does not render at all. */
function useVisibleNow(): EpochMs | null {
  const isVisible = useApp(({ view }) => view.kind === 'profile' && view.tab === 'tokens')
  const now = useClockValue((second) => (isVisible ? second : 0))
  return now === 0 ? null : epochMs(now)
}

/** Before the picture has been measured. */
const likelyWidth = 900

function AxisLine({
  axis,
  ticks,
  now,
}: {
  readonly axis: Axis
  readonly ticks: readonly Tick[]
  readonly now: EpochMs
}) {
  const { t } = useTranslation()
  return (
    <div className="tlax" aria-hidden="true">
      <span className="tll" />
      <div className="plot">
        {ticks.map((tick) => (
          <i key={tick.share} style={{ left: `${tick.share * 100}%` }}>
            <span>{tickWords(tick, t)}</span>
          </i>
        ))}
        <em style={{ left: `${axis.now * 100}%` }}>
          <span>{t('tokens.lifetimes.now', { time: formatClock(now) })}</span>
        </em>
      </div>
    </div>
  )
}

function Going({ profileId }: { readonly profileId: string }): ReactNode {
  const { t } = useTranslation()
  const state = useExchanges((exchanges) => exchanges.newest[profileId]?.state)
  if (state !== 'running' && state !== 'waiting') return null
  return (
    <span className="tgoing" role="status">
      <Glyph kind="running" size={13} />
      {t('tokens.refreshing')}
    </span>
  )
}

/** How long each token of a set lives, as a picture over a time axis; the same is in a table for who cannot see it. */
export function Lifetimes({
  profileId,
  row,
  selected,
}: {
  readonly profileId: string
  readonly row: TokenSetRow
  readonly selected: TokenKind | null
}): ReactNode {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof axisKinds)[number]>('logarithmic')
  const { ref, width: measured } = useElementSize()
  const now = useVisibleNow()
  if (now === null) return <section className="card tl" />
  const extent = readExtent(
    row.tokens.map((token) => token.expiry),
    now,
  )
  const axis = buildAxis(kind, extent.first, extent.last, now)
  const width = measured > 0 ? measured - 96 : likelyWidth
  const nowSize = measureText(t('tokens.lifetimes.now', { time: formatClock(now) })) + 12
  const ticks = listReadableTicks(axis, width, nowSize, (tick) => measureText(tickWords(tick, t)))
  const labelled = row.tokens.find((token) => token.kind === selected && token.expiry.disputed)
  const first = labelled ?? row.tokens.find((token) => token.expiry.disputed)
  return (
    <section className="card tl" aria-label={t('tokens.lifetimes.title')}>
      <div className="tlh">
        <h2>{t('tokens.lifetimes.title')}</h2>
        <span className="dim">
          {kind === 'logarithmic' ? t('tokens.lifetimes.logHint') : t('tokens.lifetimes.linearHint')}
        </span>
        <Going profileId={profileId} />
        <span className="grow" />
        <Segments
          label={t('tokens.lifetimes.axis')}
          value={kind}
          segments={axisKinds.map((value) => ({ value, label: t(`tokens.lifetimes.${value}`) }))}
          onPick={setKind}
        />
      </div>
      <div className="tlp">
        <div ref={ref}>
          <AxisLine axis={axis} ticks={ticks} now={now} />
          {row.tokens.map((token) => (
            <LifetimeRow
              key={token.kind}
              expiry={token.expiry}
              axis={axis}
              ticks={ticks}
              width={width}
              now={now}
              isSelected={token.kind === selected}
              isNamed={token === first}
            />
          ))}
        </div>
      </div>
      <LifetimesTable tokens={row.tokens} />
    </section>
  )
}
