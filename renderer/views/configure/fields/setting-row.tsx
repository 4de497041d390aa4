import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type SettingName, settings } from '../draft/settings.ts'
import { useShownSettings } from '../form-context.ts'
import { AreaField } from './area-field.tsx'
import { type Choice, ChoiceField } from './choice-field.tsx'
import { FieldRow } from './field-row.tsx'
import { ListField } from './list-field.tsx'
import { OpenChoiceField } from './open-choice-field.tsx'
import { SwitchField } from './switch-field.tsx'
import { TextField } from './text-field.tsx'

/** How a setting is given. */
export type SettingControl =
  | { readonly kind: 'text'; readonly isCode?: boolean; readonly placeholder?: string }
  | { readonly kind: 'seconds'; readonly isOptional?: boolean }
  | { readonly kind: 'area'; readonly rows?: number; readonly placeholder?: string }
  | { readonly kind: 'list'; readonly blank: string }
  | { readonly kind: 'switch'; readonly label: string }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'open-choice'; readonly choices: readonly Choice[] }

function Control({ name, control }: { readonly name: SettingName; readonly control: SettingControl }): ReactNode {
  const { t } = useTranslation()
  const place = settings[name]
  const label = t(`configure.settings.${name}.label`)
  switch (control.kind) {
    case 'text':
      return <TextField place={place} isCode={control.isCode ?? true} placeholder={control.placeholder ?? ''} />
    case 'seconds':
      return <TextField place={place} isNumber isOptional={control.isOptional ?? false} width="w90" unit="s" />
    case 'area':
      return <AreaField place={place} rows={control.rows ?? 3} placeholder={control.placeholder ?? ''} />
    case 'list':
      return <ListField place={place} label={label} blank={control.blank} />
    case 'switch':
      return <SwitchField place={place} label={control.label} />
    case 'choice':
      return <ChoiceField place={place} choices={control.choices} />
    case 'open-choice':
      return <OpenChoiceField place={place} label={label} choices={control.choices} />
  }
}

/** A setting with its label, its control, and one line that says what it does and where that is written. */
export function SettingRow({
  name,
  control,
  hint,
}: {
  readonly name: SettingName
  readonly control: SettingControl
  /** Instead of the usual line, where the value asks for another one. */
  readonly hint?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  if (!useShownSettings().includes(name)) return null
  const isGroup = control.kind === 'switch' || control.kind === 'list'
  return (
    <FieldRow
      label={t(`configure.settings.${name}.label`)}
      places={[settings[name]]}
      isGroup={isGroup}
      hint={hint ?? t(`configure.settings.${name}.hint`)}
    >
      <Control name={name} control={control} />
    </FieldRow>
  )
}
