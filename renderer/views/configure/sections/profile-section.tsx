import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DifferencesDialog } from '../differences-dialog.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'
import { ProfileActions } from '../profile-actions.tsx'
import { Section } from './form-section.tsx'

/** What the profile is called, what it hands out, what its dialect was written from, and what can be done with it. */
export function ProfileSection(): ReactNode {
  const { t } = useTranslation()
  const { shown, preset, differences } = useForm()
  const [isOpen, setOpen] = useState(false)
  return (
    <Section name="profile">
      <FieldRow label={t('configure.profile.name')} places={['/name']}>
        <TextField place="/name" />
      </FieldRow>
      <FieldRow label={t('configure.profile.group')} places={['/group']}>
        <TextField place="/group" width="w180" />
        <span className="dim nowrap">{t('configure.profile.id')}</span>
        <code>{shown.profile.id}</code>
      </FieldRow>
      <FieldRow label={t('configure.profile.handOut')} places={['/handOut']} isGroup>
        <SegmentField
          place="/handOut"
          label={t('configure.profile.handOut')}
          segments={[
            { value: 'access_token', label: t('configure.fields.access_token') },
            { value: 'id_token', label: t('configure.fields.id_token') },
          ]}
        />
        <span className="dim ell">{t('configure.profile.handOutHint')}</span>
      </FieldRow>
      <FieldRow label={t('configure.profile.dialect')} places={['/dialect/name', '/dialect/id', '/id']}>
        <TextField place="/dialect/name" />
        <span className="dim nowrap">{t('configure.profile.id')}</span>
        <TextField place="/dialect/id" label={t('configure.profile.dialectId')} isCode width="w120" />
      </FieldRow>
      <FieldRow label={t('configure.nav.startsFrom')} places={['/preset']} isGroup>
        <span className="t2">{preset.name}</span>
        {differences.length === 0 ? (
          <span className="dim">{t('configure.nav.same')}</span>
        ) : (
          <button type="button" className="btn xs ghost" onClick={() => setOpen(true)}>
            {t('configure.nav.differences', { count: differences.length })}
          </button>
        )}
        {isOpen && <DifferencesDialog onClose={() => setOpen(false)} />}
      </FieldRow>
      <FieldRow label={t('configure.profile.source')} places={['/dialect/source']}>
        <TextField place="/dialect/source" placeholder={t('configure.profile.sourceHint')} />
      </FieldRow>
      <ProfileActions />
    </Section>
  )
}
