import {
  IconBan,
  IconBinaryTree,
  IconCalendarTime,
  IconCircleDashed,
  IconClock,
  IconMessageQuestion,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow, TokenSetRow } from '../../../../shared/contract/records.ts'
import type { Expiry } from '../../../../shared/flow/expiry.ts'
import { useClockValue } from '../../../clock.ts'
import { Chip, type ChipTone } from '../../../parts/chip.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { Ring } from '../../../parts/ring.tsx'
import { TimeLeft } from '../../../parts/time-left.tsx'
import { useFormats } from '../../../use-formats.ts'
import { type CardState, readCardState, readRingState, readShareLeft } from '../card-state.ts'
import { FormChip } from '../form-chip.tsx'
import { KindIcon, kindClass } from '../kind-icon.tsx'
import { sourceWords } from '../source-words.ts'
import { CardCopy } from './card-copy.tsx'

const toneOf: Readonly<Record<CardState, ChipTone>> = {
  valid: 'ok',
  expiring: 'warn',
  expired: 'err',
  unknown: 'plain',
  conflict: 'conf',
  failed: 'err',
}

const sourceIcons = {
  jwt_exp: IconBinaryTree,
  moment: IconCalendarTime,
  introspection: IconMessageQuestion,
  revocation: IconBan,
  duration: IconClock,
} as const

/** Where the end is known from. */
function Source({ expiry }: { readonly expiry: Expiry }): ReactNode {
  const { t } = useTranslation()
  const used = expiry.sources.find((source) => source.verdict === 'used')
  const Icon = used === undefined ? IconCircleDashed : sourceIcons[used.kind]
  return (
    <span className="src">
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      <span className="ell" title={sourceWords(expiry, t)}>
        {sourceWords(expiry, t, 'short')}
      </span>
    </span>
  )
}

/** The ticking ring around the kind's icon. */
function CardRing({ token }: { readonly token: TokenRow }): ReactNode {
  const state = useClockValue((now) => readRingState(token.expiry, now))
  const left = useClockValue((now) => readShareLeft(token.expiry, now))
  return (
    <Ring state={state} left={left}>
      <KindIcon kind={token.kind} size={20} />
    </Ring>
  )
}

/** The countdown and the moment that it counts to; what is unknown is called unknown. */
function Countdown({ expiry }: { readonly expiry: Expiry }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = useClockValue((now) => readRingState(expiry, now))
  const { at } = expiry
  const moment = useClockValue((now) => (at === null ? t('tokens.unknownNote') : formats.moment(at, now)))
  const tone = state === 'expiring' ? 'warn' : state === 'expired' ? 'err' : ''
  return (
    <>
      <div className={`tcb ${tone}`}>{at === null ? t('tokens.unknown') : <TimeLeft at={at} style="card" />}</div>
      <div className="tca tnum">{moment}</div>
    </>
  )
}

/** One token: what is left of its life and how that is known, its form, and copying it. */
export function TokenCard({
  row,
  token,
  opened,
  locked,
  isSelected,
  onSelect,
  onMenu,
}: {
  readonly row: TokenSetRow
  readonly token: TokenRow
  readonly opened: OpenedTokenSet | null
  readonly locked: boolean
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onMenu: () => void
}): ReactNode {
  const { t } = useTranslation()
  const state = useClockValue((now) => readCardState(token, row.dead, now))
  const name = t(`tokens.kinds.${token.kind}`)
  return (
    <article className={`card tcard ${kindClass[token.kind]}${isSelected ? ' on' : ''}`} aria-label={name}>
      <CardRing token={token} />
      <div className="tcm">
        <div className="tch">
          <h3>
            <button
              type="button"
              className="tcname"
              data-kind={token.kind}
              aria-pressed={isSelected}
              tabIndex={isSelected ? 0 : -1}
              onClick={onSelect}
            >
              {name}
            </button>
          </h3>
          <Chip tone={toneOf[state]} icon={<Glyph kind={state} size={12} />}>
            {t(`status.${state}`)}
          </Chip>
        </div>
        <Countdown expiry={token.expiry} />
      </div>
      <div className="tcf">
        <Source expiry={token.expiry} />
        <span className="grow" />
        <FormChip token={token} opened={opened} locked={locked} place="card" />
        <CardCopy row={row} token={token} locked={locked} onMenu={onMenu} />
      </div>
    </article>
  )
}
