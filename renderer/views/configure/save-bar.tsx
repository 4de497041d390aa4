import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { Connection } from '../../connection.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { Keys } from '../../parts/keys.tsx'
import { addNotice, addProblem, appStore } from '../../stores/app-store.ts'
import { takeShownProfile } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { discardDraft } from './draft/draft-store.ts'
import { Segments } from './fields/segments.tsx'
import { type Form, useForm } from './form-context.ts'
import { useWays } from './ways-context.ts'

export type FormMode = 'form' | 'json'

const canSave = (form: Form): boolean => form.isChanged && form.brokenText === null && form.isProfile

async function sendSave(connection: Connection, { profile, secrets }: Form): Promise<boolean> {
  const input: CallInput<'profiles.save'> = { profile, secrets }
  const saved = await connection.send('profiles.save', input)
  if (!saved.ok) {
    addProblem(saved.problem)
    return false
  }
  takeShownProfile(saved.value)
  discardDraft(profile.id)
  return true
}

/** Saves, and says so; Ctrl S does the same while this tab is in front. */
function useSave(): { readonly save: () => void; readonly isSaving: boolean } {
  const { t } = useTranslation()
  const connection = useConnection()
  const form = useForm()
  const [isSaving, setSaving] = useState(false)
  const save = (): void => {
    if (isSaving || !canSave(form)) return
    setSaving(true)
    void sendSave(connection, form).then((isSaved) => {
      setSaving(false)
      if (isSaved) addNotice({ kind: 'text', tone: 'ok', text: t('configure.save.saved', { name: form.profile.name }) })
    })
  }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { view } = appStore.getState()
      const isHere = view.kind === 'profile' && view.tab === 'configure'
      if (!isHere || event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
  return { save, isSaving }
}

/** What stands in the way of saving or running, with a way to the first of it. */
function SaveState(): ReactNode {
  const { t } = useTranslation()
  const { marks, isChanged, brokenText } = useForm()
  const { showPlace } = useWays()
  const invalid = marks.filter((mark) => mark.kind === 'invalid')
  const [first] = invalid.length > 0 ? invalid : marks
  if (brokenText !== null)
    return (
      <>
        <Glyph kind="failed" />
        <span>{t('configure.save.broken')}</span>
      </>
    )
  if (first === undefined) return <span>{t(isChanged ? 'configure.save.unsaved' : 'configure.save.allSaved')}</span>
  const count = invalid.length > 0 ? invalid.length : marks.length
  const words = invalid.length > 0 ? 'invalid' : 'missing'
  return (
    <>
      <Glyph kind={invalid.length > 0 ? 'failed' : 'attention'} />
      <button type="button" className="tofix" onClick={() => showPlace(first.pointer)}>
        <b>{t(`configure.save.${words}`, { count })}</b> <span>{t(`configure.save.${words}Then`)}</span>
      </button>
    </>
  )
}

interface SaveBarProps {
  readonly mode: FormMode
  readonly onMode: (mode: FormMode) => void
  /** The preview lies over the form in a window that has no room for both. */
  readonly hasPreview: boolean
  readonly onPreview: (hasPreview: boolean) => void
}

/** Form or JSON, what is wrong, discard and save: always at the same place. */
export function SaveBar({ mode, onMode, hasPreview, onPreview }: SaveBarProps): ReactNode {
  const { t } = useTranslation()
  const form = useForm()
  const { save, isSaving } = useSave()
  const discard = (): void => discardDraft(form.shown.profile.id)
  return (
    <div className="csave">
      <Segments<FormMode>
        label={t('configure.save.mode')}
        value={mode}
        onPick={onMode}
        segments={[
          { value: 'form', label: t('configure.save.form') },
          { value: 'json', label: 'JSON' },
        ]}
      />
      <span className="grow" aria-live="polite">
        <SaveState />
      </span>
      <button
        type="button"
        className="btn ghost only-narrow"
        aria-expanded={hasPreview}
        onClick={() => onPreview(!hasPreview)}
      >
        {t('configure.preview.name')}
      </button>
      <button type="button" className="btn ghost" disabled={!form.isChanged} onClick={discard}>
        {t('configure.save.discard')}
      </button>
      <button
        type="button"
        className="btn primary"
        disabled={isSaving || !canSave(form)}
        aria-keyshortcuts="Control+S"
        onClick={save}
      >
        {t('configure.save.save')}
        <Keys keys={['Ctrl', 'S']} />
      </button>
    </div>
  )
}
