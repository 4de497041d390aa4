import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { useForm } from '../form-context.ts'
import { MeaningList } from './meaning-list.tsx'
import { buildTaken, countUsed, type Meaning, readMeaningPlace } from './meanings.ts'
import { PointerLine, SamplePane } from './sample-pane.tsx'
import { listLeaves } from './sample-rows.ts'
import { buildWires, type Mapping, type SampleChoice, useMapping } from './use-mapping.ts'
import { Wires } from './wires.tsx'

/** The head of the right half: how much of the sample is used, and how to stop picking. */
function MeaningHead({ mapping, isPicking }: { readonly mapping: Mapping; readonly isPicking: boolean }): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const leaves = listLeaves(mapping.rows)
  return (
    <div className="sh">
      <h3>{t('configure.mapper.meaning')}</h3>
      <span className="sum">
        {leaves.length > 0 &&
          t('configure.mapper.used', { used: countUsed(leaves, profile.dialect.response), count: leaves.length })}
      </span>
      {isPicking && (
        <>
          <kbd>Esc</kbd>
          <span className="dim">{t('configure.mapper.stops')}</span>
        </>
      )}
    </div>
  )
}

/** Raw sample on the left, meanings on the right: choose a meaning, then its place in the sample. Esc stops. */
export function Mapper({ choice }: { readonly choice: SampleChoice }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const mapping = useMapping(choice)
  const [picked, setPicked] = useState<Meaning | null>(null)
  const [at, setAt] = useState('')
  const frame = useRef<HTMLElement>(null)
  const picking = picked !== null && mapping.shown.includes(picked) ? picked : null
  const take = (pointer: string): void => {
    if (picking === null) return
    const place = readMeaningPlace(picking)
    edit(place, readPlace(buildTaken(document, picking, pointer), place))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || picking === null) return
    // Without this the same key would cancel a run.
    event.stopPropagation()
    setPicked(null)
  }
  return (
    <section className="sheet pair mapper" ref={frame} aria-label={t('configure.mapper.name')} onKeyDown={onKeyDown}>
      <SamplePane mapping={mapping} picking={picking} at={at} onMove={setAt} onTake={take} />
      <div className="mid" />
      <div className="pane right">
        <MeaningHead mapping={mapping} isPicking={picking !== null} />
        <MeaningList
          shown={mapping.shown}
          picking={picking}
          found={mapping.found}
          onPick={(meaning) => setPicked(meaning === picking ? null : meaning)}
        />
      </div>
      <Wires container={frame} wires={buildWires(mapping, picking)} />
      <PointerLine mapping={mapping} at={at} picking={picking} />
    </section>
  )
}
