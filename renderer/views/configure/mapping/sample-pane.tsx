import { IconPointer } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../../../parts/chip.tsx'
import type { Meaning } from './meanings.ts'
import { isValueRow } from './sample-rows.ts'
import { SampleTree } from './sample-tree.tsx'
import type { Mapping } from './use-mapping.ts'

/** The left half: the sample, and what is being picked in it. */
export function SamplePane({
  mapping,
  picking,
  at,
  onMove,
  onTake,
}: {
  readonly mapping: Mapping
  readonly picking: Meaning | null
  readonly at: string
  readonly onMove: (pointer: string) => void
  readonly onTake: (pointer: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { rows, found, origin, isUnread } = mapping
  const taken = picking === null ? null : (found[picking] ?? null)
  return (
    <div className="pane">
      <div className="sh">
        <h3>{t('configure.mapper.sample')}</h3>
        <span className="sum">{origin !== null && picking === null && t(`configure.mapper.origins.${origin}`)}</span>
        {picking !== null && (
          <Chip tone="acc" icon={<IconPointer size={12} aria-hidden="true" />}>
            {t('configure.mapper.picking', { meaning: t(`configure.fields.${picking}`) })}
          </Chip>
        )}
      </div>
      {rows.length === 0 ? (
        <div className="raw empty">{t(isUnread ? 'configure.mapper.unread' : 'configure.mapper.empty')}</div>
      ) : (
        <SampleTree rows={rows} at={at} taken={taken} onMove={onMove} onTake={onTake} />
      )}
    </div>
  )
}

/** What is known of the value under the pointer; spoken as it changes. */
export function PointerLine({
  mapping,
  at,
  picking,
}: {
  readonly mapping: Mapping
  readonly at: string
  readonly picking: Meaning | null
}): ReactNode {
  const { t } = useTranslation()
  const row = mapping.rows.filter(isValueRow).find((one) => one.pointer === at)
  const meaning = picking === null ? null : t(`configure.fields.${picking}`)
  return (
    <div className="pairfoot" aria-live="polite">
      {row !== undefined && (
        <>
          <code className="acc ell">{row.pointer === '' ? t('configure.mapper.whole') : row.pointer}</code>
          <span>{t(`configure.mapper.sizes.${row.kind}`, { count: row.length })}</span>
        </>
      )}
      <span className="grow" />
      <span>{meaning === null ? t('configure.mapper.chooseFirst') : t('configure.mapper.clickTo', { meaning })}</span>
    </div>
  )
}
