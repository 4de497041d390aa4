import { Modal, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildFilledText, buildVariables } from '../../../../shared/flow/profile-address.ts'
import { listMetadataDifferences, type MetadataDifference } from '../../../../shared/flow/profile-metadata.ts'
import { useNow } from '../../../clock.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { useFormats } from '../../../use-formats.ts'
import { AskedHost } from '../../metadata/asked-host.tsx'
import { readIssuerAddresses } from '../../metadata/issuer-addresses.ts'
import { IssuerFailure, MetadataChanges, MetadataFindings } from '../../metadata/metadata-notes.tsx'
import { type IssuerReading, useIssuer } from '../../metadata/use-issuer.ts'
import { buildRuntimeVariables } from '../draft/runtime-variables.ts'
import { useForm } from '../form-context.ts'
import { IssuerDifferences } from './issuer-differences.tsx'
import { isMeant } from './issuer-values.ts'

/** The draft with the host's variables among its own: its addresses can then be compared with real ones. */
function useFilledProfile() {
  const { profile } = useForm()
  const origin = useApp((state) => state.status?.practiceOrigin ?? null)
  const runtime = buildRuntimeVariables(profile.practice, origin)
  return { ...profile, variables: { ...profile.variables, ...runtime } }
}

/** The practice provider has an address only once it runs; it runs on this machine and is asked nothing by this. */
function usePracticeStarted(): void {
  const connection = useConnection()
  const isWanted = useForm().profile.practice !== null
  const isThere = useApp((state) => state.status?.practiceOrigin != null)
  useEffect(() => {
    if (isWanted && !isThere) void connection.send('practice.start', {})
  }, [connection, isWanted, isThere])
}

function useDifferences(reading: IssuerReading): readonly MetadataDifference[] {
  const filled = useFilledProfile()
  return reading.kind === 'read' ? listMetadataDifferences(filled, reading.metadata.document).filter(isMeant) : []
}

function Told({ reading }: { readonly reading: IssuerReading }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  if (reading.kind === 'asking') return <p className="t2">{t('metadata.asking')}</p>
  if (reading.kind === 'failed') return <IssuerFailure problem={reading.problem} attempts={reading.attempts} />
  if (reading.kind !== 'read') return null
  const { metadata } = reading
  const time = formats.moment(metadata.fetchedAt, now)
  return (
    <>
      <p className="t2">
        {t('metadata.readAt', { time })} <code>{metadata.url}</code>
      </p>
      <MetadataFindings findings={metadata.findings} />
      <MetadataChanges metadata={metadata} />
    </>
  )
}

/** Asks the issuer after a click, shows what would change in the draft, and takes over what is chosen. Nothing is saved. */
export function IssuerDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const form = useForm()
  const filled = useFilledProfile()
  const { dialect } = form.profile
  const known = buildFilledText(dialect.issuer || dialect.endpoints.discovery, buildVariables(filled, {}))
  const [typed, setTyped] = useState<string | null>(null)
  const issuer = typed ?? known
  usePracticeStarted()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { reading, ask, forget } = useIssuer(form.shown.profile.id)
  const target = readIssuerAddresses(issuer, form.profile.insecureAllowed)
  const differences = useDifferences(reading)
  const chosen = differences.filter(({ place }) => !left.has(place))
  const isRead = reading.kind === 'read'
  const toggle = (place: string): void =>
    setLeft(new Set(left.has(place) ? [...left].filter((one) => one !== place) : [...left, place]))
  const apply = (): void => {
    for (const { place, after } of chosen) form.edit(place, after)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('metadata.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <div className="dialog-form mparts">
        <TextInput
          label={t('metadata.issuer')}
          value={issuer}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            forget()
          }}
        />
        {reading.kind === 'not-asked' && <AskedHost target={target} />}
        <Told reading={reading} />
        {isRead && <IssuerDifferences differences={differences} left={left} onToggle={toggle} />}
        <div className="dialog-foot">
          <span className="grow" />
          <button
            type="button"
            className={isRead ? 'btn' : 'btn primary'}
            disabled={target.kind !== 'known' || reading.kind === 'asking'}
            onClick={() => ask(issuer, isRead || reading.kind === 'failed')}
          >
            {t(isRead ? 'metadata.askAgain' : 'metadata.ask', { host: target.kind === 'known' ? target.host : '…' })}
          </button>
          {isRead && (
            <button type="button" className="btn primary" disabled={chosen.length === 0} onClick={apply}>
              {t('metadata.apply', { count: chosen.length })}
            </button>
          )}
        </div>
      </div>
    </Modal>
  )
}
