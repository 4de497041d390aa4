import { lazy, type ReactNode, Suspense, type UIEvent, useMemo, useRef, useState } from 'react'
import type { ShownProfile } from '../../../shared/contract/records.ts'
import './configure-form.css'
import './fields/composed-fields.css'
import './fields/fields.css'
import './fields/setting-fields.css'
import './mapping/mapper.css'
import '../metadata/metadata.css'
import './sections/tables.css'
import { type FormSection, formSections, sectionNames } from './draft/form-sections.ts'
import { isSectionShown } from './draft/shown-settings.ts'
import { focusPlace } from './focus-place.ts'
import { FormContext, useForm } from './form-context.ts'
import { buildRefusalSample } from './mapping/refusal-sample.ts'
import type { Sample } from './mapping/sample.ts'
import { SampleContext, type Samples } from './mapping/sample-context.ts'
import { useRunSamples } from './mapping/use-sample.ts'
import { PreviewPane } from './preview/preview-pane.tsx'
import { type FormMode, SaveBar } from './save-bar.tsx'
import { SectionNav } from './section-nav.tsx'
import { AccessSection } from './sections/access-section.tsx'
import { AdvancedSection } from './sections/advanced-section.tsx'
import { AuthorizationSection } from './sections/authorization-section.tsx'
import { ChecksSection } from './sections/checks-section.tsx'
import { ClientSection } from './sections/client-section.tsx'
import { EndpointsSection } from './sections/endpoints-section.tsx'
import { GrantSection } from './sections/grant-section.tsx'
import { KeysSection } from './sections/keys-section.tsx'
import { LifecycleSection } from './sections/lifecycle-section.tsx'
import { PracticeSection } from './sections/practice-section.tsx'
import { ProfileSection } from './sections/profile-section.tsx'
import { RedirectSection } from './sections/redirect-section.tsx'
import { RegistrationSection } from './sections/registration-section.tsx'
import { RequestSection } from './sections/request-section.tsx'
import { ResponseSection } from './sections/response-section.tsx'
import { useProfileForm } from './use-profile-form.ts'
import { type Ways, WaysContext } from './ways-context.ts'

/** The code editor is large and most people never open it. */
const DocumentEditor = lazy(async () => {
  const { DocumentEditor: Loaded } = await import('./document/document-editor.tsx')
  return { default: Loaded }
})

const sections: Readonly<Record<FormSection, () => ReactNode>> = {
  endpoints: EndpointsSection,
  client: ClientSection,
  keys: KeysSection,
  grant: GrantSection,
  authorization: AuthorizationSection,
  access: AccessSection,
  request: RequestSection,
  response: ResponseSection,
  redirect: RedirectSection,
  checks: ChecksSection,
  lifecycle: LifecycleSection,
  registration: RegistrationSection,
  advanced: AdvancedSection,
  practice: PracticeSection,
  profile: ProfileSection,
}

/** The section whose heading the reader has reached. */
function readCurrent(scroller: HTMLElement): FormSection {
  const top = scroller.getBoundingClientRect().top + 60
  const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4
  const shown = [...scroller.querySelectorAll<HTMLElement>('[data-section]')]
  const reached = isAtEnd ? shown.at(-1) : shown.findLast((section) => section.getBoundingClientRect().top <= top)
  const name = reached?.dataset.section ?? ''
  return name in formSections ? (name as FormSection) : 'endpoints'
}

function useSamplesOf(profileId: string): Samples {
  const { profile } = useForm()
  const run = useRunSamples(profileId)
  const [pasted, setPasted] = useState<Sample | null>(null)
  const { response } = profile.dialect
  return useMemo(
    () => ({
      success: pasted ?? run.success,
      refusal: run.refusal ?? buildRefusalSample(response),
      paste: setPasted,
    }),
    [pasted, run, response],
  )
}

/** Ways that first bring the form back, and go there once it is drawn. */
function useFormWays(showForm: () => void): Ways {
  const after = (go: () => void): void => {
    showForm()
    requestAnimationFrame(() => requestAnimationFrame(go))
  }
  return {
    showPlace: (pointer) => after(() => focusPlace(pointer)),
    showSection: (name) =>
      after(() => document.getElementById(`configure-${name}`)?.scrollIntoView({ block: 'start' })),
  }
}

/** The form, or its JSON, between the navigation and the preview. */
function FormBody(): ReactNode {
  const { shown, document } = useForm()
  const samples = useSamplesOf(shown.profile.id)
  const [mode, setMode] = useState<FormMode>('form')
  const [current, setCurrent] = useState<FormSection>('endpoints')
  const [hasPreview, setPreview] = useState(false)
  const ways = useFormWays(() => setMode('form'))
  const scroller = useRef<HTMLDivElement>(null)
  const names = sectionNames.filter((name) => isSectionShown(name, document, shown.hasSecret))
  const onScroll = (event: UIEvent<HTMLDivElement>): void => setCurrent(readCurrent(event.currentTarget))
  return (
    <SampleContext value={samples}>
      <WaysContext value={ways}>
        <div className={hasPreview ? 'cfg with-preview' : 'cfg'}>
          <SectionNav current={current} names={names} />
          {mode === 'form' ? (
            <div className="cform" ref={scroller} onScroll={onScroll}>
              {names.map((name) => {
                const Shown = sections[name]
                return <Shown key={name} />
              })}
            </div>
          ) : (
            <Suspense fallback={<div className="document-editor" />}>
              <DocumentEditor />
            </Suspense>
          )}
          <SaveBar mode={mode} onMode={setMode} hasPreview={hasPreview} onPreview={setPreview} />
          <PreviewPane />
        </div>
      </WaysContext>
    </SampleContext>
  )
}

/** Everything of one profile as a form that keeps its draft until it is saved or discarded. */
export function ConfigureForm({ shown }: { readonly shown: ShownProfile }): ReactNode {
  const form = useProfileForm(shown)
  return (
    <FormContext value={form}>
      <FormBody />
    </FormContext>
  )
}
