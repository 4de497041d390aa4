import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { SwitchField } from '../fields/switch-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'

/** One thing that is off until a person has read what it costs. */
function Permission({ name }: { readonly name: 'secretInUrlAllowed' | 'insecureAllowed' }): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const place = `/${name}`
  const isOn = readPlace(document, place) === true
  return (
    <FieldRow label={t(`configure.advanced.${name}.label`)} places={[place]} isGroup>
      <div className="permission">
        <SwitchField place={place} label={t(`configure.advanced.${name}.allow`)} />
        <p className={isOn ? 'warned' : 'dim'}>
          {isOn && <Glyph kind="attention" size={13} />}
          <span>{t(`configure.advanced.${name}.warning`)}</span>
        </p>
      </div>
    </FieldRow>
  )
}

/** What Tokendesk refuses unless this profile allows it. */
export function AdvancedSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <Section name="advanced" hint={t('configure.advanced.hint')}>
      <Permission name="secretInUrlAllowed" />
      <Permission name="insecureAllowed" />
    </Section>
  )
}
