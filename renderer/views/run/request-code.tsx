import { IconCheck, IconEye, IconEyeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { encodeFormText } from '../../../shared/lib/form-text.ts'
import { mask } from '../../../shared/lib/mask.ts'
import { Glyph } from '../../parts/glyph.tsx'
import type { RequestLine } from './request-lines.ts'
import { type OriginCode, type OriginContext, readOriginCode } from './request-origin.ts'
import type { Reveal } from './use-reveal.ts'

/** What stands where a secret is hidden: always as long, whatever it hides. */
function Masked({ value }: { readonly value: string }): ReactNode {
  const { t } = useTranslation()
  const [before = ''] = value.split(mask)
  return (
    <>
      {before !== '' && <span className="hv">{before}</span>}
      <span className="mask" role="img" aria-label={t('run.hidden')}>
        ••••••••••••••••
      </span>
    </>
  )
}

function Origin({ code, refused }: { readonly code: OriginCode | null; readonly refused: boolean }): ReactNode {
  const { t } = useTranslation()
  if (code === null) return <span className="o" />
  const words = refused ? t('run.origin.refused') : t(`run.origin.${code}`)
  return (
    <span className="o" title={words}>
      {refused && <Glyph kind="failed" size={13} />}
      {code === 'redirect_uri_same' && !refused && <IconCheck className="ok" size={14} aria-hidden="true" />}
      {code === 'redirect_uri_differs' && <Glyph kind="attention" size={13} />}
      <span className="ell">{words}</span>
    </span>
  )
}

function Eye({
  part,
  name,
  reveal,
}: {
  readonly part: number
  readonly name: string
  readonly reveal: Reveal
}): ReactNode {
  const { t } = useTranslation()
  const shown = reveal.values.has(part)
  const label = shown ? t('run.hideOne', { name }) : t('run.revealOne', { name })
  return (
    <button
      type="button"
      className="eye"
      aria-label={label}
      title={label}
      aria-pressed={shown}
      onClick={() => (shown ? reveal.hide([part]) : void reveal.show([part]))}
    >
      {shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
    </button>
  )
}

/** The value of a line: as it is sent, masked, revealed, or not known yet. */
function Value({ line, planned, reveal }: LineProps): ReactNode {
  const { t } = useTranslation()
  if (planned && line.origin === 'code') return <span className="ph-v">{t('run.fromStepTwo')}</span>
  if (!line.secret) return <span className={line.kind === 'start' ? undefined : 'hv'}>{line.value}</span>
  const revealed = line.part === null ? undefined : reveal?.values.get(line.part)
  if (revealed === undefined) return <Masked value={line.value} />
  return <span className="hv revealed">{line.kind === 'parameter' ? encodeFormText(revealed) : revealed}</span>
}

interface LineProps {
  readonly line: RequestLine
  readonly planned: boolean
  readonly reveal: Reveal | null
}

/** The name of a line for the eye: `Authorization`, `client_secret`. */
const readName = (line: RequestLine): string => line.lead.replace(/[\s&?=:"]/g, '')

function Line({ line, planned, reveal }: LineProps): ReactNode {
  const canReveal = line.secret && line.part !== null && reveal !== null
  const shown = canReveal && line.part !== null && reveal.values.has(line.part)
  return (
    <span className={shown ? 'c whole' : 'c'} title={line.secret ? undefined : `${line.lead}${line.value}`}>
      <span className={line.kind === 'start' ? 'm' : 'hn'}>{line.lead}</span>
      <Value line={line} planned={planned} reveal={reveal} />
      {canReveal && line.part !== null && <Eye part={line.part} name={readName(line)} reveal={reveal} />}
      {line.after !== '' && <span>{line.after}</span>}
    </span>
  )
}

/** A request line by line, with the place in the profile or in an earlier step that each line comes from. */
export function RequestCode({
  lines,
  context,
  reveal,
  refused = false,
}: {
  readonly lines: readonly RequestLine[]
  readonly context: OriginContext
  readonly reveal: Reveal | null
  /** The provider refused the client: the lines that prove it are marked. */
  readonly refused?: boolean
}): ReactNode {
  return (
    <div className="http">
      {lines.map((line) => {
        const proves = line.origin === 'client_authentication' || line.origin === 'client_secret'
        const hot = refused && proves
        return (
          <div key={line.id} className={`hl${line.kind === 'gap' ? ' gap' : ''}${hot ? ' hot' : ''}`}>
            <Line line={line} planned={context.planned} reveal={reveal} />
            <Origin code={readOriginCode(line, context)} refused={hot} />
          </div>
        )
      })}
    </div>
  )
}
