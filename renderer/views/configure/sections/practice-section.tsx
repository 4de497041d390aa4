import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type PracticeProvider,
  practiceFaultsOf,
  practiceNames,
  practiceProviders,
  practiceShapes,
} from '../../../../shared/dialects/practice-choices.ts'
import { readTextAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'

/** Which of the built-in providers answers, in which shape, and what shall go wrong. */
export function PracticeSection(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const provider: PracticeProvider =
    practiceProviders.find((one) => one === readTextAt(document, '/practice/provider')) ?? 'standard'
  return (
    <Section name="practice" hint={t('configure.practice.hint')}>
      <FieldRow label={t('configure.practice.provider')} places={['/practice/provider']}>
        <ChoiceField
          place="/practice/provider"
          choices={practiceProviders.map((value) => ({ value, label: practiceNames[value] }))}
          width="w180"
        />
      </FieldRow>
      <FieldRow label={t('configure.practice.shape')} places={['/practice/shape']} isGroup>
        <SegmentField
          place="/practice/shape"
          label={t('configure.practice.shape')}
          segments={practiceShapes.map((value) => ({ value, label: t(`configure.practice.shapes.${value}`) }))}
        />
      </FieldRow>
      <FieldRow
        label={t('configure.practice.fault')}
        places={['/practice/fault']}
        hint={t('configure.practice.faultHint')}
      >
        <ChoiceField
          place="/practice/fault"
          choices={practiceFaultsOf(provider).map((value) => ({
            value,
            label: t(`configure.practice.faults.${value}`),
          }))}
        />
      </FieldRow>
    </Section>
  )
}
