import { IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicKey } from '../../../../../shared/contract/records.ts'
import { copyPlainText } from '../../../../clipboard.ts'
import { CodeText } from '../../../../parts/code-text.tsx'
import { Glyph } from '../../../../parts/glyph.tsx'
import { isKeyFor, readKeyType, readNeededKey } from '../../draft/key-fit.ts'
import { Segments } from '../../fields/segments.tsx'
import { buildPublicKeyText, listPublicKeyForms, type PublicKeyForm } from './public-key-text.ts'

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <CodeText>{value}</CodeText>
      </dd>
    </div>
  )
}

/** What a person checks before registering a key: what it is, and by which names it is known. */
function KeyFacts({ shown }: { readonly shown: PublicKey }): ReactNode {
  const { t } = useTranslation()
  return (
    <dl className="kfacts">
      <Fact name={t('configure.keys.type')} value={`${readKeyType(shown.jwk)}, ${shown.algorithm}`} />
      {shown.keyId !== '' && <Fact name={t('configure.keys.id')} value={shown.keyId} />}
      <Fact name={t('configure.keys.thumbprint')} value={shown.thumbprint} />
      {shown.certificateThumbprint !== null && (
        <Fact name={t('configure.keys.certificateThumbprint')} value={shown.certificateThumbprint} />
      )}
    </dl>
  )
}

/** The public half of a stored key, in the forms in which it is registered. Nothing of the private half is known here. */
export function PublicKeyCard({
  shown,
  algorithm,
}: {
  readonly shown: PublicKey
  /** The algorithm that the draft signs with; `null` where none is chosen. */
  readonly algorithm: string | null
}): ReactNode {
  const { t } = useTranslation()
  const forms = listPublicKeyForms(shown)
  const [chosen, setForm] = useState<PublicKeyForm>('jwk')
  const [isCopied, setCopied] = useState(false)
  const form = forms.includes(chosen) ? chosen : 'jwk'
  const text = buildPublicKeyText(shown, form)
  const pick = (next: PublicKeyForm): void => {
    setForm(next)
    setCopied(false)
  }
  return (
    <section className="kcard" aria-label={t(`configure.keys.publicOf.${shown.use}`)}>
      <KeyFacts shown={shown} />
      {algorithm !== null && !isKeyFor(shown.jwk, algorithm) && (
        <p className="warned">
          <Glyph kind="attention" size={13} />
          <span>{t('configure.keys.unfit', { algorithm, needed: readNeededKey(algorithm) })}</span>
        </p>
      )}
      <div className="line">
        <Segments<PublicKeyForm>
          label={t('configure.keys.form')}
          value={form}
          onPick={pick}
          segments={forms.map((value) => ({ value, label: t(`configure.keys.forms.${value}`) }))}
        />
        <span className="grow" />
        <button
          type="button"
          className="btn xs"
          onClick={() => void copyPlainText(text).then(setCopied)}
          onBlur={() => setCopied(false)}
        >
          <IconCopy size={13} stroke={1.75} aria-hidden="true" />
          {t(isCopied ? 'actions.copied' : 'actions.copy')}
        </button>
      </div>
      <textarea
        className="field code area"
        rows={6}
        readOnly
        value={text}
        aria-label={t(`configure.keys.forms.${form}`)}
        translate="no"
      />
    </section>
  )
}
