import { Modal } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/lib/json-value.ts'
import type { Difference } from './draft/preset-differences.ts'
import { useForm } from './form-context.ts'
import { useWays } from './ways-context.ts'

const write = (value: JsonValue | undefined): string =>
  value === undefined ? '–' : typeof value === 'string' && value !== '' ? value : JSON.stringify(value)

function DifferenceRow({ one, onClose }: { readonly one: Difference; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { edit } = useForm()
  const { showPlace } = useWays()
  const show = (): void => {
    onClose()
    // The dialog gives the focus back first.
    requestAnimationFrame(() => showPlace(one.pointer))
  }
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={show}>
          <code>{one.pointer.replace('/dialect', '')}</code>
        </button>
      </td>
      <td>
        <code className="del">{write(one.preset)}</code>
      </td>
      <td>
        <code className="add">{write(one.own)}</code>
      </td>
      <td>
        <button
          type="button"
          className="ib xs"
          title={t('configure.differences.restore')}
          aria-label={t('configure.differences.restoreOne', { place: one.pointer })}
          onClick={() => edit(one.pointer, one.preset)}
        >
          <IconArrowBackUp size={14} aria-hidden="true" />
        </button>
      </td>
    </tr>
  )
}

/** Everything in which the dialect differs from its preset, each with a way there and a way back. */
export function DifferencesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { differences, preset } = useForm()
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('configure.differences.title', { preset: preset.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <table className="dtable">
        <thead>
          <tr>
            <th scope="col">{t('configure.differences.place')}</th>
            <th scope="col">{t('configure.differences.preset')}</th>
            <th scope="col">{t('configure.differences.own')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('configure.differences.restore')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <DifferenceRow key={one.pointer} one={one} onClose={onClose} />
          ))}
        </tbody>
      </table>
      {differences.length === 0 && <p className="t2">{t('configure.nav.same')}</p>}
    </Modal>
  )
}
