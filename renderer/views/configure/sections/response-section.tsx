import { IconClipboardText, IconRestore } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segments } from '../fields/segments.tsx'
import { Mapper } from '../mapping/mapper.tsx'
import { PasteSample } from '../mapping/paste-sample.tsx'
import { useSamples } from '../mapping/sample-context.ts'
import type { SampleChoice } from '../mapping/use-mapping.ts'
import { BodyRows } from './body-rows.tsx'
import { ErrorRows } from './error-rows.tsx'
import { Section } from './form-section.tsx'
import { LifetimeTable } from './lifetime-table.tsx'
import { SuccessRows } from './success-rows.tsx'

/** How an answer is read: by clicking in a sample, and rule by rule below it. */
export function ResponseSection(): ReactNode {
  const { t } = useTranslation()
  const { success, paste } = useSamples()
  const [choice, setChoice] = useState<SampleChoice>('success')
  const [isPasting, setPasting] = useState(false)
  return (
    <Section
      name="response"
      hint={t('configure.response.hint')}
      actions={
        <>
          <Segments<SampleChoice>
            label={t('configure.response.which')}
            value={choice}
            onPick={setChoice}
            segments={(['success', 'refusal'] as const).map((value) => ({
              value,
              label: t(`configure.response.choices.${value}`),
            }))}
          />
          {success?.origin === 'pasted' && (
            <button type="button" className="btn xs ghost" onClick={() => paste(null)}>
              <IconRestore size={13} aria-hidden="true" />
              {t('configure.paste.drop')}
            </button>
          )}
          <button type="button" className="btn xs" onClick={() => setPasting(true)}>
            <IconClipboardText size={13} aria-hidden="true" />
            {t('configure.paste.title')}
          </button>
        </>
      }
    >
      <Mapper choice={choice} />
      <LifetimeTable />
      <SuccessRows />
      <ErrorRows />
      <BodyRows />
      {isPasting && <PasteSample onClose={() => setPasting(false)} />}
    </Section>
  )
}
