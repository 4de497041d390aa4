import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import { useClockValue } from '../../../clock.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { useFormats } from '../../../use-formats.ts'
import { type CardState, readCardState } from '../card-state.ts'

/** How the token that calls are made with stands, for a whole set. */
function useSetState(row: TokenSetRow): CardState | 'none' {
  return useClockValue((now) => {
    const token = row.tokens[0]
    if (row.dead) return 'failed'
    return token === undefined ? 'none' : readCardState(token, row.dead, now)
  })
}

function SetItem({ row, isNewest }: { readonly row: TokenSetRow; readonly isNewest: boolean }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = useSetState(row)
  const moment = useClockValue((now) => formats.moment(row.receivedAt, now))
  const facts = [
    row.run === null ? t('tokens.set.imported') : t('tokens.set.run', { run: row.run }),
    ...(isNewest ? [t('tokens.set.newest')] : []),
    row.dead ? t('tokens.set.dead') : t(`status.${state}`),
  ]
  return (
    <span className="tsitem">
      <Glyph kind={state} />
      <span className="tnum">{moment}</span>
      <span className="dim">{facts.join(' · ')}</span>
    </span>
  )
}

/** All token sets of the profile; choosing one puts it on the table. */
export function SetMenu({
  sets,
  row,
  onChoose,
}: {
  readonly sets: readonly TokenSetRow[]
  readonly row: TokenSetRow
  readonly onChoose: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Menu position="top-start" width={360}>
      <Menu.Target>
        <button type="button" className="btn xs">
          {t('tokens.set.choose', { n: sets.length })}
          <IconChevronDown size={13} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="tsets" aria-label={t('tokens.set.list')}>
        <Menu.RadioGroup value={row.id} onChange={onChoose}>
          {sets.map((one, index) => (
            <Menu.RadioItem key={one.id} value={one.id} closeMenuOnClick>
              <SetItem row={one} isNewest={index === 0} />
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
