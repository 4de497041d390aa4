import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type RawResponse, readMediaType } from '../../../shared/flow/raw-response.ts'
import type { TokenReading } from '../../../shared/flow/token-set.ts'
import { copyText } from '../../clipboard.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { useFormats } from '../../use-formats.ts'
import { CopyButton } from './copy-button.tsx'
import type { ReadingRow } from './reading-row.ts'
import { countFields } from './reading-rows.ts'
import { StepHead } from './step-frame.tsx'
import type { StepState } from './trail-steps.ts'

interface HeadProps {
  readonly state: StepState
  readonly ms: number | null
  readonly open: boolean
  readonly onToggle: () => void
}

/** `JSON`, `HTML`, else the media type as sent. */
function readKind(response: RawResponse): string {
  const type = readMediaType(response)
  const short = /(?:^|[/+])(json|html|xml|javascript)$/.exec(type)?.[1]
  if (short !== undefined) return short === 'javascript' ? 'JavaScript' : short.toUpperCase()
  return type === 'application/x-www-form-urlencoded' ? 'Form' : type
}

/** The head of step 4: status, kind and size, and the tools of the raw pane. */
export function ResponseHead({
  response,
  reading,
  text,
  ...head
}: HeadProps & {
  readonly response: RawResponse
  readonly reading: TokenReading | undefined
  readonly text: string
}): ReactNode {
  const { t } = useTranslation()
  const size = useFormats().size(response.size)
  const status = `${response.status} ${response.statusText}`.trim()
  const isGood = response.status >= 200 && response.status < 300
  const refusedInBody = isGood && reading?.kind === 'refused'
  const tone = !isGood ? 'err' : reading?.kind === 'tokens' ? 'ok' : 'plain'
  const kind = readKind(response)
  return (
    <StepHead {...head} step={4} plain summary={[kind, size].filter((one) => one !== '').join(' · ')} foldable={false}>
      <span className="headchips">
        <Chip tone={tone} icon={isGood ? undefined : <Glyph kind="failed" size={12} />}>
          {status}
        </Chip>
        {refusedInBody && (
          <Chip tone="err" icon={<Glyph kind="failed" size={12} />}>
            {t('run.refusedInBody')}
          </Chip>
        )}
      </span>
      {head.open && (
        <span className="above">
          <CopyButton label={t('run.copyBody')} copy={() => copyText(text)} />
        </span>
      )}
    </StepHead>
  )
}

/** The head of step 5: how much of the answer was used, or that there are no tokens. */
export function ReadingHead({
  rows,
  reading,
  ...head
}: HeadProps & { readonly rows: readonly ReadingRow[]; readonly reading: TokenReading | undefined }): ReactNode {
  const { t } = useTranslation()
  const { used, left } = countFields(rows)
  const hasTokens = reading?.kind === 'tokens'
  const summary = hasTokens ? t('run.fields', { used, total: used + left, left }) : ''
  return (
    <StepHead {...head} step={5} plain summary={summary}>
      {reading !== undefined && !hasTokens && (
        <span className="headchips">
          <Chip icon={<Glyph kind="none" size={12} />}>{t('run.noTokens')}</Chip>
        </span>
      )}
      {hasTokens && reading.tokenSet.repaired && <Chip tone="warn">{t('run.repaired')}</Chip>}
    </StepHead>
  )
}
