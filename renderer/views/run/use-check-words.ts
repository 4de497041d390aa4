import { useTranslation } from 'react-i18next'
import { type Check, checkReasons } from '../../../shared/lib/check.ts'

/** Why a verdict is what it is, in the language of the window. One stored by an earlier version has its own sentence only. */
export function useCheckWords(): (check: Check) => string {
  const { t } = useTranslation()
  return ({ reason, because, evidence }) => {
    const values: Record<string, string | number> = evidence
    return Object.hasOwn(checkReasons, reason) ? t(`checks.reason.${reason}`, values) : because
  }
}
