import { IconHistory } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenSetRow } from '../../../shared/contract/records.ts'
import type { TokenKind } from '../../../shared/flow/token-set.ts'
import { useClockValue } from '../../clock.ts'
import { isLocked, useApp } from '../../stores/app-store.ts'
import { openTokenSet, selectOpenedSet, useTokens } from '../../stores/token-store.ts'
import { useConnection } from '../../use-connection.ts'
import { useFormats } from '../../use-formats.ts'
import { CallsPanel } from './calls/calls-panel.tsx'
import { TokenCards } from './cards/token-cards.tsx'
import { chooseKind, chooseSet } from './choose-set.ts'
import { TokenDetail } from './detail/token-detail.tsx'
import { Lifetimes } from './lifetimes/lifetimes.tsx'

/** Says that an earlier set is on the table, with the way back. */
function EarlierNote({ row, onNewest }: { readonly row: TokenSetRow; readonly onNewest: () => void }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const { run } = row
  const at = useClockValue((now) => formats.moment(row.receivedAt, now))
  const moment = run === null ? at : t('tokens.set.at', { moment: at, run })
  return (
    <div className="kept">
      <IconHistory size={15} aria-hidden="true" />
      <span className="grow">{t('tokens.set.earlier', { moment })}</span>
      <button type="button" className="btn xs" onClick={onNewest}>
        {t('tokens.set.showNewest')}
      </button>
    </div>
  )
}

/** The set on the table with its values; an earlier one is asked for when a person has chosen it. */
function useOpenedSet(profileId: string, row: TokenSetRow, isChosen: boolean): OpenedTokenSet | null {
  const connection = useConnection()
  const opened = useTokens(selectOpenedSet(profileId))
  const locked = useApp(isLocked)
  const isOpen = opened?.row.id === row.id
  useEffect(() => {
    if (isChosen && !locked && !isOpen) void openTokenSet(connection, row.id)
  }, [connection, isChosen, locked, isOpen, row.id])
  return isOpen && !locked ? opened : null
}

function TokenSetView({
  profileId,
  sets,
  row,
  onChoose,
}: {
  readonly profileId: string
  readonly sets: readonly TokenSetRow[]
  readonly row: TokenSetRow
  readonly onChoose: (id: string | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [chosenKind, setKind] = useState<TokenKind | null>(null)
  const [menuFor, setMenuFor] = useState<TokenKind | null>(null)
  const isNewest = row.id === sets[0]?.id
  const opened = useOpenedSet(profileId, row, !isNewest)
  const kind = chooseKind(row, chosenKind)
  const choose = (id: string): void => {
    onChoose(id === sets[0]?.id ? null : id)
    void openTokenSet(connection, id)
  }
  const openMenu = (of: TokenKind): void => {
    setKind(of)
    setMenuFor(of)
  }
  return (
    <section className="tok" aria-label={t('tokens.label')}>
      {!isNewest && sets[0] !== undefined && <EarlierNote row={row} onNewest={() => choose(sets[0]?.id ?? row.id)} />}
      <Lifetimes profileId={profileId} row={row} selected={kind} />
      <div className="tgrid">
        <TokenCards
          sets={sets}
          row={row}
          opened={opened}
          selected={kind}
          onSelect={setKind}
          onMenu={openMenu}
          onChoose={choose}
        />
        {kind !== null && (
          <TokenDetail
            key={`${row.id} ${kind}`}
            row={row}
            opened={opened}
            kind={kind}
            isMenuOpen={menuFor === kind}
            onMenu={(isOpen) => setMenuFor(isOpen ? kind : null)}
          />
        )}
      </div>
      <CallsPanel row={row} opened={opened} chosen={kind} />
    </section>
  )
}

/** The token sets of a profile: the newest one, or an earlier one that a person has chosen. */
export function TokenSets({
  profileId,
  sets,
}: {
  readonly profileId: string
  readonly sets: readonly TokenSetRow[]
}): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null)
  const row = chooseSet(sets, chosen)
  return row === null ? null : <TokenSetView profileId={profileId} sets={sets} row={row} onChoose={setChosen} />
}
