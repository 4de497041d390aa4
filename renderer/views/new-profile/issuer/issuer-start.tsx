import { TextInput } from '@mantine/core'
import { IconWorldSearch } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { AskedHost } from '../../metadata/asked-host.tsx'
import { readIssuerAddresses } from '../../metadata/issuer-addresses.ts'
import '../../metadata/metadata.css'
import { IssuerFailure } from '../../metadata/metadata-notes.tsx'
import { useIssuer } from '../../metadata/use-issuer.ts'
import { IssuerCreate } from './issuer-create.tsx'
import { IssuerFound } from './issuer-found.tsx'
import { readIssuerOffer } from './issuer-offer.ts'

/** An address of the domain that is kept for examples, the same in every language. */
const exampleIssuer = 'https://id.example.com'

/** A profile from an issuer URL alone: name the host, ask it, show what it says, make a profile of it. */
export function IssuerStart(): ReactNode {
  const { t } = useTranslation()
  const [issuer, setIssuer] = useState('')
  const { reading, ask, forget } = useIssuer()
  const target = readIssuerAddresses(issuer, false)
  const metadata = reading.kind === 'read' ? reading.metadata : null
  const offer = useMemo(() => (metadata === null ? null : readIssuerOffer(metadata)), [metadata])
  const isRead = metadata !== null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (target.kind === 'known' && reading.kind !== 'asking') ask(issuer, isRead || reading.kind === 'failed')
  }
  return (
    <>
      <div className="gissuer">
        <div className="top">
          <span className="ptile" aria-hidden="true">
            <IconWorldSearch size={17} stroke={1.75} />
          </span>
          <div>
            <h2>{t('newProfile.templates.issuer.name')}</h2>
            <p>{t('newProfile.templates.issuer.text')}</p>
          </div>
        </div>
        <form className="mparts" onSubmit={submit}>
          <TextInput
            label={t('metadata.issuer')}
            placeholder={exampleIssuer}
            value={issuer}
            data-autofocus
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setIssuer(event.currentTarget.value)
              forget()
            }}
          />
          {reading.kind === 'not-asked' && <AskedHost target={target} />}
          <button
            type="submit"
            className={isRead ? 'btn' : 'btn primary'}
            disabled={target.kind !== 'known' || reading.kind === 'asking'}
          >
            {reading.kind === 'asking'
              ? t('metadata.asking')
              : t(isRead ? 'metadata.askAgain' : 'metadata.ask', {
                  host: target.kind === 'known' ? target.host : '…',
                })}
          </button>
          {reading.kind === 'failed' && <IssuerFailure problem={reading.problem} attempts={reading.attempts} />}
          {metadata !== null && offer?.ok === true && <IssuerFound metadata={metadata} offer={offer.value} />}
          {offer?.ok === false && <ProblemNote problem={offer.problem} />}
        </form>
      </div>
      {offer?.ok === true && <IssuerCreate key={metadata?.issuer} offer={offer.value} />}
    </>
  )
}
