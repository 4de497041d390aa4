import { IconPointer } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ListField } from '../fields/list-field.tsx'
import { useIsChanged } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'
import { type Meaning, readMeaningPlace, readPlacesOf } from './meanings.ts'

/** The lifetime's places are rules of their own, edited below; here they are only told and picked. */
function LifetimePlaces(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const places = readPlacesOf(document, 'lifetime')
  if (places.length === 0) return <span className="field absent ph">{t('configure.mapper.nowhere')}</span>
  return (
    <span className="items">
      {places.map((place) => (
        <span key={place} className="field code item">
          <span className="v">{place}</span>
        </span>
      ))}
    </span>
  )
}

export interface MeaningProps {
  readonly meaning: Meaning
  readonly isPicking: boolean
  /** The place where the sample has it, or `null`. */
  readonly found: string | null
  readonly onPick: (meaning: Meaning) => void
}

function MeaningRow({ meaning, isPicking, found, onPick }: MeaningProps): ReactNode {
  const { t } = useTranslation()
  const place = readMeaningPlace(meaning)
  const isChanged = useIsChanged([place])
  const label = t(`configure.fields.${meaning}`)
  return (
    <div className={isPicking ? 'nf sel' : 'nf'} data-meaning={meaning}>
      <div className="nameline">
        <button
          type="button"
          className={isChanged ? 'k chgd' : 'k'}
          aria-pressed={isPicking}
          title={t('configure.mapper.pickFor', { meaning: label })}
          onClick={() => onPick(meaning)}
        >
          {isPicking && <IconPointer size={13} stroke={1.75} aria-hidden="true" />}
          {label}
        </button>
        <div className="f" title={found ?? undefined}>
          {found ?? t('configure.mapper.notHere')}
        </div>
      </div>
      <div className="vv">
        {meaning === 'lifetime' ? <LifetimePlaces /> : <ListField place={place} label={label} />}
      </div>
    </div>
  )
}

/** The meanings with their places; choosing one starts picking it in the sample. */
export function MeaningList({
  shown,
  picking,
  found,
  onPick,
}: {
  readonly shown: readonly Meaning[]
  readonly picking: Meaning | null
  readonly found: Readonly<Partial<Record<Meaning, string | null>>>
  readonly onPick: (meaning: Meaning) => void
}): ReactNode {
  return (
    <div className="list">
      {shown.map((meaning) => (
        <MeaningRow
          key={meaning}
          meaning={meaning}
          isPicking={meaning === picking}
          found={found[meaning] ?? null}
          onPick={onPick}
        />
      ))}
    </div>
  )
}
