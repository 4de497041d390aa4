import { Switch, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { createProfile } from './create-profile.ts'
import type { Template } from './templates.ts'
import { useTemplateWords } from './use-template-words.ts'

/** The last step of the gallery: name, practice server or not, create. */
export function CreateForm({ template }: { readonly template: Template }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const words = useTemplateWords(template)
  const hasPractice = useProfiles((state) => state.rows?.some((row) => row.id === template.practiceId) === true)
  const [wantsPractice, setWantsPractice] = useState(true)
  const [typed, setTyped] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const practice = hasPractice && wantsPractice
  const usual = practice ? t('newProfile.practiceName', { name: words.name }) : words.name
  const name = typed ?? usual
  const create = async (run: boolean): Promise<void> => {
    if (isSaving || name.trim() === '') return
    setSaving(true)
    await createProfile(connection, { template, name: name.trim(), practice, run })
    setSaving(false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void create(practice)
  }
  return (
    <form className="foot" onSubmit={submit}>
      {hasPractice && (
        <Switch
          checked={wantsPractice}
          label={t('newProfile.usePractice')}
          description={t('newProfile.usePracticeText')}
          onChange={(event) => setWantsPractice(event.currentTarget.checked)}
        />
      )}
      <TextInput
        label={t('newProfile.name')}
        value={name}
        error={name.trim() === '' ? t('newProfile.nameMissing') : null}
        maxLength={120}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="gdo">
        <button type="submit" className="btn primary grow" disabled={isSaving || name.trim() === ''}>
          {practice ? t('newProfile.createAndRun') : t('newProfile.createAndConfigure')}
        </button>
        {practice && (
          <button type="button" className="btn" disabled={isSaving} onClick={() => void create(false)}>
            {t('newProfile.createOnly')}
          </button>
        )}
      </div>
    </form>
  )
}
