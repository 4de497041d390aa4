import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeText } from '../../parts/code-text.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import type { IssuerAddresses } from './issuer-addresses.ts'

/** Which host will be asked, and where, before anything is sent. */
export function AskedHost({ target }: { readonly target: IssuerAddresses }): ReactNode {
  const { t } = useTranslation()
  if (target.kind === 'none') return <p className="dim">{t('metadata.about')}</p>
  if (target.kind === 'bad')
    return (
      <p className="fmsg err" role="status">
        <Glyph kind="failed" size={13} />
        <span>
          {t(`problems.${target.problem.code}.title`)} {target.problem.evidence?.reason}
        </span>
      </p>
    )
  return (
    <div className="askhost">
      <p className="t2">{t('metadata.willAsk', { host: target.host })}</p>
      <details>
        <summary>{t('metadata.addresses', { count: target.addresses.length })}</summary>
        <ol>
          {target.addresses.map((address) => (
            <li key={address}>
              <CodeText>{address}</CodeText>
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}
