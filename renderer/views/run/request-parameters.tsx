import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mask } from '../../../shared/lib/mask.ts'
import type { ShownRequest } from '../../../shared/lib/request-part.ts'

/** What is sent as a table: names and values before they are encoded, and where each of them goes. */
export function RequestParameters({
  request,
  revealed,
  planned,
}: {
  readonly request: ShownRequest
  readonly revealed: ReadonlyMap<number, string>
  readonly planned: boolean
}): ReactNode {
  const { t } = useTranslation()
  const parts = request.parts.map((part, index) => ({ ...part, index }))
  return (
    <table className="ctable params">
      <thead>
        <tr>
          <th scope="col">{t('run.parameter.name')}</th>
          <th scope="col">{t('run.parameter.value')}</th>
          <th scope="col">{t('run.parameter.in')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.index}>
            <td>
              <code>{part.name}</code>
            </td>
            <td className="wrapped">
              {planned && part.origin === 'code' ? (
                <span className="ph-v">{t('run.fromStepTwo')}</span>
              ) : (
                <code className={part.value.includes(mask) && !revealed.has(part.index) ? 'mask' : undefined}>
                  {revealed.get(part.index) ?? part.value}
                </code>
              )}
            </td>
            <td>{t(`run.parameter.${part.in}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
