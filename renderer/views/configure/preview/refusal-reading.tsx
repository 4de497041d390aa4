import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readBodyText } from '../../../../shared/flow/raw-response-text.ts'
import { maskText } from '../../../../shared/lib/mask.ts'
import { useForm } from '../form-context.ts'
import { useSamples } from '../mapping/sample-context.ts'
import { readSample } from './reading-rows.ts'
import { ReadingChip, ReadingReason } from './sample-reading.tsx'

const longest = 400

/** What the draft makes of a refusal: the last one, or one made from its own rules. */
export function RefusalReading(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const { refusal: sample } = useSamples()
  const reading = useMemo(() => readSample(sample, profile), [sample, profile])
  const tokens = reading.kind === 'tokens' ? reading.tokenSet.tokens.map((token) => token.value) : []
  const text = maskText(readBodyText(sample.raw).text, tokens)
  return (
    <>
      <div className="ph2 next">
        <h2>{t('configure.reading.refusalTitle')}</h2>
        <ReadingChip reading={reading} />
      </div>
      <div className="pcode wrapped" translate="no">
        <div>
          <span className="jp">{`HTTP ${sample.raw.status}`}</span>{' '}
          {text.length > longest ? `${text.slice(0, longest)}…` : text}
        </div>
      </div>
      {reading.kind === 'tokens' ? (
        <p className="pempty err">{t('configure.reading.notRefused')}</p>
      ) : (
        <ReadingReason reading={reading} status={sample.raw.status} />
      )}
      <p className="pempty">
        {t(sample.origin === 'built' ? 'configure.reading.built' : 'configure.reading.lastRefusal')}
      </p>
    </>
  )
}
