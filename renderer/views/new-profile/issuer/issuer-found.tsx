import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Metadata } from '../../../../shared/contract/records.ts'
import { useNow } from '../../../clock.ts'
import { CodeText } from '../../../parts/code-text.tsx'
import { useFormats } from '../../../use-formats.ts'
import { MetadataChanges, MetadataFindings } from '../../metadata/metadata-notes.tsx'
import type { IssuerOffer } from './issuer-offer.ts'

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <tr>
      <td>{name}</td>
      <td>{children}</td>
    </tr>
  )
}

/** What the issuer says that it has: where it is asked, for which grants, and how clients prove themselves. */
export function IssuerFound({
  metadata,
  offer,
}: {
  readonly metadata: Metadata
  readonly offer: IssuerOffer
}): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const { profile } = offer
  return (
    <>
      <p className="t2">
        {t('metadata.readAt', { time: formats.moment(metadata.fetchedAt, now) })} <CodeText>{metadata.url}</CodeText>
      </p>
      <table className="vs">
        <tbody>
          <Row name={t('configure.endpoints.issuer')}>
            <CodeText>{metadata.issuer}</CodeText>
          </Row>
          <Row name={t('metadata.offer.endpoints')}>
            {offer.endpoints.map((name) => t(`metadata.offer.endpoint.${name}`)).join(', ')}
          </Row>
          <Row name={t('metadata.offer.grants')}>
            {offer.grants.map((name) => t(`configure.grant.names.${name}`)).join(', ')}
          </Row>
          <Row name={t('metadata.offer.authentications')}>
            {offer.authentications.map((name) => t(`configure.client.ways.${name}`)).join('; ') || '–'}
          </Row>
          <Row name={t('metadata.offer.chosen')}>
            {t(`configure.grant.names.${profile.grant}`)};{' '}
            {t(`configure.client.ways.${profile.dialect.request.clientAuthentication}`)}
          </Row>
        </tbody>
      </table>
      <MetadataFindings findings={offer.findings} />
      <MetadataChanges metadata={metadata} />
    </>
  )
}
