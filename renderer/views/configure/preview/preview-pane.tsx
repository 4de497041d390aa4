import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segments } from '../fields/segments.tsx'
import { useForm } from '../form-context.ts'
import type { RequestName } from '../sections/parameter-rows.ts'
import { RefusalReading } from './refusal-reading.tsx'
import { RequestNotes } from './request-notes.tsx'
import { RequestPreview } from './request-preview.tsx'
import { SampleReading } from './sample-reading.tsx'

/** What the draft will send and how it will read, while it is being written. */
export function PreviewPane(): ReactNode {
  const { t } = useTranslation()
  const { preview, profile } = useForm()
  // Where a person confirms elsewhere, that request stands in the place of the authorization request.
  const asking = profile.grant === 'device_code' || profile.grant === 'ciba' ? profile.grant : 'authorize'
  const [chosen, setChosen] = useState<RequestName>('token')
  // What a redirect brings needs no token request (OAuth 2.0 Multiple Response Types).
  const isSent = (one: RequestName): boolean => preview[one]?.request != null || preview[one]?.problem != null
  const name = isSent(chosen) || !isSent('authorize') ? (preview[chosen] === null ? 'token' : chosen) : 'authorize'
  const one = preview[name]
  return (
    <aside className="cprev" aria-label={t('configure.preview.name')}>
      <div className="ph2">
        <h2>{t('configure.preview.title')}</h2>
        <Segments<RequestName>
          label={t('configure.request.which')}
          value={name}
          onPick={setChosen}
          segments={(['authorize', 'token', 'refresh'] as const).map((value) => ({
            value,
            label: t(`configure.requests.${value === 'authorize' ? asking : value}`),
            isDisabled: !isSent(value),
          }))}
        />
      </div>
      {one?.request && <RequestPreview shown={one.request} missing={one.missing} name={name} />}
      {one !== null && <RequestNotes one={one} />}
      <SampleReading />
      <RefusalReading />
    </aside>
  )
}
