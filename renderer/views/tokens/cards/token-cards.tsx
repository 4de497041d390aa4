import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenSetRow } from '../../../../shared/contract/records.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { isLocked, useApp } from '../../../stores/app-store.ts'
import { selectShown, useProfiles } from '../../../stores/profile-store.ts'
import { listMissingTokens } from '../choose-set.ts'
import { MissingCard } from './missing-card.tsx'
import { SetCard } from './set-card.tsx'
import { TokenCard } from './token-card.tsx'

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  j: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  k: -1,
}

/** The tokens of a set, one card each. The arrows go from card to card and choose. */
export function TokenCards({
  sets,
  row,
  opened,
  selected,
  onSelect,
  onMenu,
  onChoose,
}: {
  readonly sets: readonly TokenSetRow[]
  readonly row: TokenSetRow
  readonly opened: OpenedTokenSet | null
  readonly selected: TokenKind | null
  readonly onSelect: (kind: TokenKind) => void
  readonly onMenu: (kind: TokenKind) => void
  readonly onChoose: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const locked = useApp(isLocked)
  const grant = useProfiles((state) => selectShown(row.profileId)(state)?.profile.grant ?? 'client_credentials')
  const list = useRef<HTMLFieldSetElement>(null)
  const move = (event: KeyboardEvent<HTMLFieldSetElement>): void => {
    const step = steps[event.key]
    const onCard = event.target instanceof HTMLElement && event.target.classList.contains('tcname')
    const next = row.tokens[row.tokens.findIndex((token) => token.kind === selected) + (step ?? 0)]
    if (step === undefined || !onCard || next === undefined) return
    event.preventDefault()
    onSelect(next.kind)
    list.current?.querySelector<HTMLElement>(`[data-kind="${next.kind}"]`)?.focus()
  }
  return (
    <fieldset className="tcards" ref={list} aria-label={t('tokens.cards')} onKeyDown={move}>
      {row.tokens.map((token) => (
        <TokenCard
          key={token.kind}
          row={row}
          token={token}
          opened={opened}
          locked={locked}
          isSelected={token.kind === selected}
          onSelect={() => onSelect(token.kind)}
          onMenu={() => onMenu(token.kind)}
        />
      ))}
      {listMissingTokens(row, grant).map((missing) => (
        <MissingCard key={missing.kind} missing={missing} />
      ))}
      <SetCard sets={sets} row={row} onChoose={onChoose} />
    </fieldset>
  )
}
