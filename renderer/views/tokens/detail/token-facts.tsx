import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow } from '../../../../shared/contract/records.ts'
import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'
import type { IssuedToken } from '../../../../shared/flow/token-set.ts'
import { CodeText } from '../../../parts/code-text.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { sourceWords } from '../source-words.ts'
import { readMalformedReason } from './malformed-reason.ts'

function MalformedNote({ decoded }: { readonly decoded: Extract<DecodedToken, { kind: 'malformed' }> }): ReactNode {
  const { t } = useTranslation()
  const { word, values } = readMalformedReason(decoded.reason)
  const reason = t(`tokens.malformed.reasons.${word}`, values)
  return (
    <div className="tnotice warnish">
      <Glyph kind="attention" size={15} />
      <div>
        <p>
          <b>{t('tokens.malformed.title')}</b> {t(`tokens.malformed.where.${decoded.part}`, { reason })}{' '}
          {decoded.position !== null && t('tokens.malformed.at', { n: decoded.position + 1 })}
        </p>
        <p className="t2">{t('tokens.malformed.kept')}</p>
      </div>
    </div>
  )
}

/** Why there are no claims. */
function Explanation({ decoded }: { readonly decoded: DecodedToken }): ReactNode {
  const { t } = useTranslation()
  if (decoded.kind === 'malformed') return <MalformedNote decoded={decoded} />
  const word = decoded.kind === 'jwe' ? 'encrypted' : 'opaque'
  return (
    <div className="tnotice">
      <Glyph kind={decoded.kind === 'jwe' ? 'locked' : 'opaque'} size={15} />
      <p>
        <b>{t(`tokens.${word}.title`)}</b> {t(`tokens.${word}.text`)}
      </p>
    </div>
  )
}

/** What is known of a token without claims: how long it is, where it stood, how long it lives. */
export function TokenFacts({
  opened,
  issued,
  token,
  decoded,
}: {
  readonly opened: OpenedTokenSet
  readonly issued: IssuedToken
  readonly token: TokenRow
  readonly decoded: DecodedToken
}): ReactNode {
  const { t } = useTranslation()
  const { tokenType, scope } = opened.tokenSet
  const isHandedOut = token.kind === 'access_token'
  return (
    <div className="dcol dclaims">
      <div className="dlab">
        <h3>{t('tokens.facts.title')}</h3>
      </div>
      <Explanation decoded={decoded} />
      <dl className="tfacts">
        <dt>{t('tokens.facts.length')}</dt>
        <dd className="tnum">{t('tokens.facts.characters', { n: issued.value.length })}</dd>
        <dt>{t('tokens.facts.field')}</dt>
        <dd>
          <CodeText>{issued.at.place}</CodeText>
        </dd>
        <dt>{t('tokens.facts.lifetime')}</dt>
        <dd>{sourceWords(token.expiry, t)}</dd>
        {isHandedOut && (
          <>
            <dt>{t('tokens.facts.type')}</dt>
            <dd>{tokenType === null ? t('tokens.facts.noType') : <CodeText>{tokenType.value}</CodeText>}</dd>
            <dt>{t('tokens.facts.scope')}</dt>
            <dd>{scope === null ? t('tokens.set.noScope') : <CodeText>{scope.values.join(' ')}</CodeText>}</dd>
          </>
        )}
      </dl>
    </div>
  )
}
