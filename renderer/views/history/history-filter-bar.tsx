import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { exchangeKinds } from '../../../shared/flow/exchange.ts'
import { useProfiles } from '../../stores/profile-store.ts'
import { type HistoryFilter, type HistoryOutcome, outcomes } from './history-rows.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** A choice of the system's own kind: it reads well in every screen reader and needs no code. */
function Choices({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChange: (value: string) => void
}): ReactNode {
  return (
    <select className="field" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  )
}

/** What narrows the list of runs. */
export function HistoryFilterBar({
  filter,
  counts,
  onChange,
}: {
  readonly filter: HistoryFilter
  readonly counts: Readonly<Record<HistoryOutcome, number>>
  readonly onChange: (filter: HistoryFilter) => void
}): ReactNode {
  const { t } = useTranslation()
  const profiles = useProfiles((state) => state.rows) ?? []
  const kinds = exchangeKinds.map((kind) => ({ value: kind, label: t(`history.grant.${kind}`) }))
  return (
    <search className="fbar">
      <span className="field find">
        <IconSearch size={15} aria-hidden="true" />
        <input
          value={filter.text}
          placeholder={t('history.filter')}
          aria-label={t('history.filterLabel')}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </span>
      <Choices
        label={t('history.profileLabel')}
        value={filter.profileId}
        choices={[
          { value: '', label: t('history.allProfiles') },
          ...profiles.map((row) => ({ value: row.id, label: row.name })),
        ]}
        onChange={(profileId) => onChange({ ...filter, profileId })}
      />
      <Choices
        label={t('history.grantLabel')}
        value={filter.kind}
        choices={[{ value: '', label: t('history.allGrants') }, ...kinds]}
        onChange={(value) => onChange({ ...filter, kind: exchangeKinds.find((kind) => kind === value) ?? '' })}
      />
      <span className="grow" />
      <fieldset className="seg" aria-label={t('history.outcomeLabel')}>
        {outcomes.map((one) => (
          <button
            key={one}
            type="button"
            className={one === filter.outcome ? 'on' : undefined}
            aria-pressed={one === filter.outcome}
            onClick={() => onChange({ ...filter, outcome: one })}
          >
            {t(`history.outcome.${one}`)}
            <span className="tnum">{counts[one]}</span>
          </button>
        ))}
      </fieldset>
    </search>
  )
}
