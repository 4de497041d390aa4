import { IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildPreviewedRedirectUri } from '../../../../shared/flow/token-request-preview.ts'
import { copyPlainText } from '../../../clipboard.ts'
import { useApp } from '../../../stores/app-store.ts'
import { readTextAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { Segments } from '../fields/segments.tsx'
import { Switch } from '../fields/switch-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'

const kinds = ['loopback', 'window', 'paste'] as const
type Kind = (typeof kinds)[number]

/** Another way of catching starts with the address that there was. */
function useKind(): readonly [Kind, (kind: Kind) => void] {
  const { document, profile, edit } = useForm()
  const kind = kinds.find((one) => one === readTextAt(document, '/redirect/kind')) ?? 'loopback'
  const choose = (next: Kind): void => {
    if (next === kind) return
    const uri = readTextAt(document, '/redirect/uri') || buildPreviewedRedirectUri(profile)
    edit(
      '/redirect',
      next === 'loopback' ? { kind: next, host: '127.0.0.1', port: 0, path: '/callback' } : { kind: next, uri },
    )
  }
  return [kind, choose]
}

/** The address to register, as a text to copy. */
function RegisteredUri(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const [isCopied, setCopied] = useState(false)
  const uri = buildPreviewedRedirectUri(profile)
  const isFree = profile.redirect.kind === 'loopback' && profile.redirect.port === 0
  return (
    <FieldRow
      label={t('configure.redirect.uri')}
      places={['/redirect/registered']}
      isGroup
      hint={t(isFree ? 'configure.redirect.registerFree' : 'configure.redirect.register')}
    >
      <span className="field code">
        <output className="v">{uri}</output>
        <button
          type="button"
          className="mini"
          aria-label={t(isCopied ? 'actions.copied' : 'actions.copy')}
          onClick={() => void copyPlainText(uri).then(setCopied)}
          onBlur={() => setCopied(false)}
        >
          <IconCopy size={14} stroke={1.75} aria-hidden="true" />
        </button>
        {isCopied && <span className="ok">{t('actions.copied')}</span>}
      </span>
    </FieldRow>
  )
}

const lowestPrivatePort = 49_152

function LoopbackRows(): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const isFree = readTextAt(document, '/redirect/port') === '0'
  const hosts = ['127.0.0.1', '[::1]', 'localhost'].map((value) => ({ value, label: value }))
  return (
    <>
      <RegisteredUri />
      <FieldRow label={t('configure.redirect.hostAndPort')} places={['/redirect/host', '/redirect/port']}>
        <ChoiceField place="/redirect/host" label={t('configure.redirect.host')} choices={hosts} width="w120" isCode />
        {!isFree && <TextField place="/redirect/port" label={t('configure.redirect.port')} isNumber width="w90" />}
        <Switch
          isOn={isFree}
          label={t('configure.redirect.anyPort')}
          onSwitch={(isOn) => edit('/redirect/port', isOn ? 0 : lowestPrivatePort)}
        />
      </FieldRow>
      <FieldRow label={t('configure.redirect.path')} places={['/redirect/path']}>
        <TextField place="/redirect/path" isCode />
      </FieldRow>
    </>
  )
}

/** How the redirect comes back, and how long a run waits for it. */
export function RedirectSection(): ReactNode {
  const { t } = useTranslation()
  const [kind, choose] = useKind()
  const canCatchInWindow = useApp((state) => state.status?.canCatchInWindow ?? false)
  return (
    <Section name="redirect">
      <FieldRow
        label={t('configure.redirect.catchWith')}
        places={['/redirect/kind']}
        isGroup
        {...(kind === 'window' && !canCatchInWindow ? { hint: t('configure.redirect.windowElsewhere') } : {})}
      >
        <Segments<Kind>
          label={t('configure.redirect.catchWith')}
          value={kind}
          onPick={choose}
          place="/redirect/kind"
          segments={kinds.map((value) => ({ value, label: t(`configure.redirect.kinds.${value}`) }))}
        />
      </FieldRow>
      {kind === 'loopback' ? (
        <LoopbackRows />
      ) : (
        <FieldRow
          label={t('configure.redirect.uri')}
          places={['/redirect/uri']}
          hint={t('configure.redirect.register')}
        >
          <TextField place="/redirect/uri" isCode />
        </FieldRow>
      )}
      <FieldRow label={t('configure.redirect.wait')} places={['/waitSeconds']}>
        <TextField place="/waitSeconds" isNumber width="w90" unit="s" />
        <span className="dim ell">{t('configure.redirect.waitHint')}</span>
      </FieldRow>
    </Section>
  )
}
