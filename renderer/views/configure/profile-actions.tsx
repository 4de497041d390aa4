import { IconCopyPlus, IconDownload, IconFileImport, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addProblem, showDialog, showView } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { FieldRow } from './fields/field-row.tsx'
import { useForm } from './form-context.ts'

/** What can be done with the profile as a whole. Exporting and duplicating take what is saved. */
export function ProfileActions(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const { shown } = useForm()
  const [dialog, setDialog] = useState<'export' | 'delete' | null>(null)
  const { id } = shown.profile
  const duplicate = async (): Promise<void> => {
    const copy = await connection.send('profiles.duplicate', { id })
    if (copy.ok) showView({ kind: 'profile', id: copy.value.profile.id, tab: 'configure' })
    else addProblem(copy.problem)
  }
  return (
    <FieldRow
      label={t('configure.profile.actions')}
      places={['/actions']}
      isGroup
      hint={t('configure.profile.actionsHint')}
    >
      <button type="button" className="btn sm" onClick={() => void duplicate()}>
        <IconCopyPlus size={14} stroke={1.75} aria-hidden="true" />
        {t('configure.profile.duplicate')}
      </button>
      <button type="button" className="btn sm" onClick={() => setDialog('export')}>
        <IconDownload size={14} stroke={1.75} aria-hidden="true" />
        {t('configure.profile.export')}
      </button>
      <button type="button" className="btn sm" onClick={() => showDialog('import')}>
        <IconFileImport size={14} stroke={1.75} aria-hidden="true" />
        {t('configure.profile.import')}
      </button>
      <span className="grow" />
      <button type="button" className="btn sm danger" onClick={() => setDialog('delete')}>
        <IconTrash size={14} stroke={1.75} aria-hidden="true" />
        {t('actions.delete')}
      </button>
      {dialog === 'export' && <ExportDialog id={id} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteDialog onClose={() => setDialog(null)} />}
    </FieldRow>
  )
}
