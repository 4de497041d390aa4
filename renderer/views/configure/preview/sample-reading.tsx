import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenReading } from '../../../../shared/flow/token-set.ts'
import { Chip } from '../../../parts/chip.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { useFormats } from '../../../use-formats.ts'
import { useForm } from '../form-context.ts'
import { useSamples } from '../mapping/sample-context.ts'
import { buildReadingRows, type ReadingRow, readSample } from './reading-rows.ts'

/** The four texts of a row: what, from where, the value, and a note. */
function useRowTexts(row: ReadingRow): { name: string; place: string; value: string; isWord: boolean; note: string } {
  const { t } = useTranslation()
  const formats = useFormats()
  switch (row.kind) {
    case 'token': {
      const note = t(`configure.reading.forms.${row.form}`, { count: row.length })
      return { name: t(`configure.fields.${row.of}`), place: row.place, value: row.preview, isWord: false, note }
    }
    case 'expiry': {
      const used = row.expiry.sources.find((source) => source.verdict === 'used')
      const value =
        row.lifetimeMs === null
          ? t('status.unknown')
          : t('configure.reading.after', { duration: formats.duration(row.lifetimeMs, 'text') })
      const note =
        used === undefined
          ? t('configure.reading.noSource')
          : t(`configure.reading.sources.${used.unit ?? used.kind}`, { field: used.field, sent: used.sent })
      const name = t(`configure.reading.expires.${row.of}`)
      return {
        name,
        place: used?.field ?? '–',
        value,
        isWord: true,
        note: row.expiry.disputed ? t('status.conflict') : note,
      }
    }
    case 'text':
      return { name: t(`configure.fields.${row.of}`), place: row.place, value: row.text, isWord: false, note: '' }
    case 'extra': {
      const value = t('configure.reading.fields', { count: row.names.length })
      return { name: t('configure.reading.extra'), place: 'extra', value, isWord: true, note: row.names.join(', ') }
    }
  }
}

function Row({ row }: { readonly row: ReadingRow }): ReactNode {
  const { name, place, value, isWord, note } = useRowTexts(row)
  return (
    <div className="nf">
      <span className="vv">
        <div className="k">{name}</div>
        <div className="f">{place}</div>
      </span>
      <span className="vv">
        <div className={isWord ? 'v ui' : 'v'}>{value}</div>
        <div className="w" title={note}>
          {note}
        </div>
      </span>
    </div>
  )
}

/** Whether a reading is a success, a refusal or neither, in shape, colour and word. */
export function ReadingChip({ reading }: { readonly reading: TokenReading }): ReactNode {
  const { t } = useTranslation()
  if (reading.kind === 'tokens')
    return (
      <Chip tone="ok" icon={<Glyph kind="valid" size={12} />}>
        {t('configure.reading.success')}
      </Chip>
    )
  return (
    <Chip
      tone={reading.kind === 'refused' ? 'err' : 'warn'}
      icon={<Glyph kind={reading.kind === 'refused' ? 'failed' : 'attention'} size={12} />}
    >
      {t(reading.kind === 'refused' ? 'status.failed' : 'configure.reading.unreadable')}
    </Chip>
  )
}

/** Why no token was read: the refusal's words, or the problem's. */
export function ReadingReason({
  reading,
  status,
}: {
  readonly reading: Exclude<TokenReading, { kind: 'tokens' }>
  readonly status: number
}): ReactNode {
  const { t } = useTranslation()
  if (reading.kind === 'unreadable')
    return (
      <div className="pnote">
        <Glyph kind="attention" />
        <span>
          <b>{t(`problems.${reading.problem.code}.title`)}</b>{' '}
          <span className="mono">{Object.values(reading.problem.evidence ?? {}).join(' · ')}</span>
        </span>
      </div>
    )
  const { code, vendorCode, description } = reading.refusal
  const hasSuccessStatus = status >= 200 && status < 300
  return (
    <div className="pnote">
      <Glyph kind="failed" />
      <span>
        <b>{code}</b>{' '}
        {description === null ? t('configure.reading.noWords') : t('configure.reading.words', { text: description })}{' '}
        {vendorCode !== null && vendorCode !== code && t('configure.reading.vendor', { vendor: vendorCode })}{' '}
        {t(hasSuccessStatus ? 'configure.reading.evenWith' : 'configure.reading.with', { status })}
      </span>
    </div>
  )
}

/** What the draft makes of the newest answer, or of the pasted one. */
export function SampleReading(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const { success: sample } = useSamples()
  const reading = useMemo(() => (sample === null ? null : readSample(sample, profile)), [sample, profile])
  return (
    <>
      <div className="ph2">
        <h2>{t('configure.reading.title')}</h2>
        {reading !== null && <ReadingChip reading={reading} />}
      </div>
      {reading === null && <p className="pempty">{t('configure.reading.empty')}</p>}
      {reading?.kind === 'tokens' && (
        <div className="rows">
          {buildReadingRows(reading.tokenSet).map((row) => (
            <Row key={`${row.kind} ${row.kind === 'extra' ? '' : row.of}`} row={row} />
          ))}
        </div>
      )}
      {reading !== null && reading.kind !== 'tokens' && sample !== null && (
        <ReadingReason reading={reading} status={sample.raw.status} />
      )}
    </>
  )
}
