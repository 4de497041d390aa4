import { useTranslation } from 'react-i18next'
import {
  type Check,
  type CheckReason,
  type CheckSubject,
  checkReasons,
  checkSubjects,
} from '../../../shared/lib/check.ts'
import type { Finding } from '../../../shared/lib/finding.ts'

/** Why a verdict is what it is, in the language of the window. One stored by an earlier version has its own sentence only. */
export function useCheckWords(): (check: Check) => string {
  const { t } = useTranslation()
  return ({ reason, because, evidence }) => {
    const values: Record<string, string | number> = evidence
    return Object.hasOwn(checkReasons, reason) ? t(`checks.reason.${reason}`, values) : because
  }
}

/** The words of a finding that says of a check that it failed: what was looked at, and why it failed. */
export function useFailedCheckWords(): (finding: Finding) => { readonly of: string; readonly because: string } {
  const { t } = useTranslation()
  return ({ evidence }) => {
    const values: Record<string, string | number> = evidence
    const { of = '', reason = '', because = '' } = evidence
    return {
      of: checkSubjects.some((one) => one === of) ? t(`checks.of.${of as CheckSubject}`) : of,
      because: Object.hasOwn(checkReasons, reason) ? t(`checks.reason.${reason as CheckReason}`, values) : because,
    }
  }
}
