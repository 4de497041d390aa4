import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import { readTextsAt } from '../draft/document-place.ts'
import { useIsChanged } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'
import { PartValue } from '../preview/part-value.tsx'
import { buildParameterRows, type ParameterRow, type RequestName } from './parameter-rows.ts'

interface RowPlaces {
  readonly rename: string
  readonly omit: string
}

const buildPlaces = (request: RequestName, parameter: string): RowPlaces => ({
  rename: `/dialect/request/${request}/rename${buildPointer([parameter])}`,
  omit: `/dialect/request/${request}/omit`,
})

/** The name that is sent; empty again means the standard's own. */
function SentAsCell({ row, place }: { readonly row: ParameterRow; readonly place: string }): ReactNode {
  const { t } = useTranslation()
  const { edit } = useForm()
  if (row.omitted) return <span className="dim">{t('configure.request.leftOut')}</span>
  return (
    <input
      className="cell"
      type="text"
      data-place={place}
      aria-label={t('configure.request.nameFor', { name: row.name })}
      value={row.sentAs === row.name ? '' : row.sentAs}
      placeholder={row.name}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => edit(place, event.currentTarget.value || undefined)}
    />
  )
}

function OmitButton({ row, place }: { readonly row: ParameterRow; readonly place: string }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const omitted = readTextsAt(document, place)
  if (row.inherited) return <span className="dim">{t('configure.request.asToken')}</span>
  const words = t(row.omitted ? 'configure.request.send' : 'configure.request.leaveOut', { name: row.name })
  const toggle = (): void =>
    edit(place, row.omitted ? omitted.filter((name) => name !== row.name) : [...omitted, row.name])
  return (
    <button type="button" className="ib xs" aria-label={words} title={words} onClick={toggle}>
      {row.omitted ? <IconPlus size={14} aria-hidden="true" /> : <IconMinus size={14} aria-hidden="true" />}
    </button>
  )
}

function ParameterLine({ row, request }: { readonly row: ParameterRow; readonly request: RequestName }): ReactNode {
  const { t } = useTranslation()
  const { document, preset } = useForm()
  const places = buildPlaces(request, row.name)
  const isRenamed = useIsChanged([places.rename])
  const isOmitted = readTextsAt(document, places.omit).includes(row.name)
  const isChanged = isRenamed || isOmitted !== preset.request[request].omit.includes(row.name)
  return (
    <tr className={row.omitted || row.part === null ? 'offr' : undefined}>
      <th scope="row" className="std">
        <code>{row.name}</code>
      </th>
      <td className={isChanged ? 'in chg' : 'in'}>
        {isChanged && <i className="dotc" />}
        <SentAsCell row={row} place={places.rename} />
      </td>
      <td>
        {row.part === null ? (
          <span className="dim">{row.omitted ? '' : t('configure.request.nothing')}</span>
        ) : (
          <PartValue part={row.part} />
        )}
      </td>
      <td>{row.part === null ? '–' : t(`configure.request.in.${row.part.in}`)}</td>
      <td>
        <OmitButton row={row} place={places.omit} />
      </td>
    </tr>
  )
}

/** The standard parameters of a request: the name each gets, what is sent for it, and whether it is sent at all. */
export function ParameterTable({ name }: { readonly name: RequestName }): ReactNode {
  const { t } = useTranslation()
  const { profile, preview } = useForm()
  return (
    <table className="ptable">
      <thead>
        <tr>
          <th scope="col">{t('configure.request.standardName')}</th>
          <th scope="col">{t('configure.grant.sentAs')}</th>
          <th scope="col">{t('configure.pairs.value')}</th>
          <th scope="col">{t('configure.request.inHead')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('configure.request.leaveOutHead')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {buildParameterRows(profile, name, preview).map((row) => (
          <ParameterLine key={row.name} row={row} request={name} />
        ))}
      </tbody>
    </table>
  )
}
