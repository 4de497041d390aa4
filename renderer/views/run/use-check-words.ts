import { useTranslation } from 'react-i18next'
import {
  type Check,
  type CheckReason,
  type CheckSubject,
  checkReasons,
  checkSubjects,
} from '../../../shared/lib/check.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { formatClock } from '../../format-time.ts'
import { type Formats, useFormats } from '../../use-formats.ts'

const momentPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Moments in the time zone of this machine, with their weekday; the rest as it is. */
function writeValues(
  values: Readonly<Record<string, string | number>>,
  formats: Formats,
): Record<string, string | number> {
  const write = (value: string | number): string | number => {
    if (typeof value !== 'string' || !momentPattern.test(value)) return value
    const at = epochMs(Date.parse(value))
    return `${formats.date(at)} ${formatClock(at)}`
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]))
}

/** Why a verdict is what it is, in the language of the window. One stored by an earlier version has its own sentence only. */
export function useCheckWords(): (check: Check) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ reason, because, evidence }) => {
    const values = writeValues(evidence, formats)
    return Object.hasOwn(checkReasons, reason) ? t(`checks.reason.${reason}`, values) : because
  }
}

/** The words of a finding that says of a check that it failed: what was looked at, and why it failed. */
export function useFailedCheckWords(): (finding: Finding) => { readonly of: string; readonly because: string } {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ evidence }) => {
    const values = writeValues(evidence, formats)
    const { of = '', reason = '', because = '' } = evidence
    return {
      of: checkSubjects.some((one) => one === of) ? t(`checks.of.${of as CheckSubject}`) : of,
      because: Object.hasOwn(checkReasons, reason) ? t(`checks.reason.${reason as CheckReason}`, values) : because,
    }
  }
}
