import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet } from '../../../../shared/contract/records.ts'
import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { useClockValue } from '../../../clock.ts'
import { CodeText } from '../../../parts/code-text.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { useFormats } from '../../../use-formats.ts'
import { CodeWords } from '../code-words.tsx'
import { type ClaimRow, listAbsentClaims, listClaimRows } from './claim-rows.ts'
import { readNonceMatch } from './nonce-match.ts'

type Jws = Extract<DecodedToken, { kind: 'jws' }>

/** A moment in this place's time, and how far away it is. */
function HumanTime({ at }: { readonly at: EpochMs }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const text = useClockValue((now) => {
    const left = formats.left(at, now, 'row')
    const relative = at > now ? t('formats.in', { duration: left }) : left
    return t('claims.moment', { moment: formats.moment(at, now), relative })
  })
  return <div className="hum tnum">{text}</div>
}

/** The value as it is, and of a moment what it is in UTC. */
function Value({ row }: { readonly row: ClaimRow }): ReactNode {
  const { t } = useTranslation()
  const utc = row.at === null ? null : new Date(row.at).toISOString().slice(0, 19).replace('T', ' ')
  return (
    <div className="cvline">
      <code className="cv mono" translate="no">
        {row.text}
      </code>
      {utc !== null && <span className="utc tnum">{t('claims.utc', { moment: utc })}</span>}
    </div>
  )
}

function Warning({ children }: { readonly children: string }): ReactNode {
  return (
    <div className="hum warn">
      <Glyph kind="attention" size={12} />
      {children}
    </div>
  )
}

/** A name that may be broken behind its underscores and nowhere else, where it is wide. */
function Breakable({ name }: { readonly name: string }): ReactNode {
  return [...name.matchAll(/[^_:/.-]+[_:/.-]*|[_:/.-]+/g)].map((piece) => (
    <span key={piece.index}>
      {piece[0]}
      <wbr />
    </span>
  ))
}

function Row({ row, nonce }: { readonly row: ClaimRow; readonly nonce: boolean | null }): ReactNode {
  const { t } = useTranslation()
  return (
    <tr className={row.known === null ? 'own' : undefined}>
      <th scope="row">
        <CodeText>
          <Breakable name={row.name} />
        </CodeText>
      </th>
      <td className="mean">{row.known === null ? t('claims.custom') : t(`claims.meaning.${row.known}`)}</td>
      <td>
        <Value row={row} />
        {row.at !== null && <HumanTime at={row.at} />}
        {row.countsMilliseconds && <Warning>{t('claims.milliseconds')}</Warning>}
        {row.repeated && <Warning>{t('claims.repeated')}</Warning>}
        {row.name === 'nonce' && nonce === true && <div className="hum ok">{t('claims.nonceSame')}</div>}
        {row.name === 'nonce' && nonce === false && <Warning>{t('claims.nonceOther')}</Warning>}
      </td>
    </tr>
  )
}

function Absent({ kind, decoded }: { readonly kind: TokenKind; readonly decoded: Jws }): ReactNode {
  const { t } = useTranslation()
  const { names, remark } = listAbsentClaims(decoded, kind)
  if (names.length === 0) return null
  const list = names.map((name) => `\`${name}\``).join(t('claims.and'))
  return (
    <p className="absent">
      <Glyph kind={remark === 'required' ? 'attention' : 'info'} />
      <span>
        <CodeWords>{t('claims.absent', { names: list })}</CodeWords>{' '}
        {remark !== null && <CodeWords>{t(`claims.remark.${remark}`)}</CodeWords>}
      </span>
    </p>
  )
}

/** The claims in plain words, those with a registered meaning first. */
export function ClaimsTable({
  opened,
  kind,
  decoded,
}: {
  readonly opened: OpenedTokenSet
  readonly kind: TokenKind
  readonly decoded: Jws
}): ReactNode {
  const { t } = useTranslation()
  const rows = listClaimRows(decoded)
  const nonce = readNonceMatch(opened.checks, kind)
  const columns = ['claim', 'meaning', 'value'] as const
  return (
    <>
      <table className="claims">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`claims.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} nonce={nonce} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="absent">{t('claims.none')}</p>}
      <Absent kind={kind} decoded={decoded} />
    </>
  )
}
