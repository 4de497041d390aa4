import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useMantineStyleNonce } from '@mantine/core'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isSameJson } from '../draft/document-place.ts'
import { buildDocumentText, readDocumentText } from '../draft/document-text.ts'
import { editText } from '../draft/draft-store.ts'
import { type Form, useForm } from '../form-context.ts'
import { editorLook } from './editor-look.ts'

/** Whether the editor already says what the form shows: then nothing is put in its place while a person writes. */
function isInStep(view: EditorView, form: Form): boolean {
  const text = view.state.doc.toString()
  if (form.brokenText !== null) return text === form.brokenText
  const read = readDocumentText(text)
  return read.kind === 'document' && isSameJson(read.document, form.document)
}

function buildExtensions(label: string, nonce: string, onWrite: (text: string) => void): readonly Extension[] {
  return [
    EditorView.cspNonce.of(nonce),
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    json(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    // Tab leaves the editor, as everywhere in the window; nobody is caught in it.
    keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      const isOwn = update.transactions.some(
        (one) =>
          one.isUserEvent('input') ||
          one.isUserEvent('delete') ||
          one.isUserEvent('undo') ||
          one.isUserEvent('redo') ||
          one.isUserEvent('move'),
      )
      if (update.docChanged && isOwn) onWrite(update.state.doc.toString())
    }),
    editorLook,
  ]
}

/** Opens the editor once; it lives as long as the component. */
function useEditor(frame: RefObject<HTMLDivElement | null>, form: Form, label: string): RefObject<EditorView | null> {
  const nonce = useMantineStyleNonce()?.() ?? ''
  const view = useRef<EditorView | null>(null)
  const latest = useRef(form)
  latest.current = form
  useEffect(() => {
    if (frame.current === null) return
    const { brokenText, document } = latest.current
    const doc = brokenText ?? buildDocumentText(document)
    const extensions = buildExtensions(label, nonce, (text) => editText(latest.current.shown, text))
    const opened = new EditorView({ parent: frame.current, state: EditorState.create({ doc, extensions }) })
    view.current = opened
    return () => opened.destroy()
  }, [frame, label, nonce])
  return view
}

/** Every mark at its place in the text; what has no place stands at the nearest thing that should hold it. */
function useDiagnostics(form: Form): (text: string) => readonly Diagnostic[] {
  const { t } = useTranslation()
  return (text) => {
    const read = readDocumentText(text)
    if (read.kind === 'broken')
      return [{ ...read.range, severity: 'error', message: t('configure.document.broken', { reason: read.reason }) }]
    return form.marks.map((mark) => ({
      ...read.rangeOf(mark.pointer),
      severity: mark.kind === 'invalid' ? 'error' : 'warning',
      message: `${mark.pointer}: ${t(`configure.marks.${mark.word}`, { ...mark.values, count: Number(mark.values.count ?? 0) })}`,
    }))
  }
}

/** The profile document as JSON: the same draft as the form, both ways, with what is wrong at its place. */
export function DocumentEditor(): ReactNode {
  const { t } = useTranslation()
  const form = useForm()
  const frame = useRef<HTMLDivElement>(null)
  const view = useEditor(frame, form, t('configure.document.name'))
  const buildDiagnostics = useDiagnostics(form)
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    if (!isInStep(editor, form)) {
      const insert = form.brokenText ?? buildDocumentText(form.document)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert } })
    }
    const diagnostics = buildDiagnostics(editor.state.doc.toString())
    editor.dispatch(setDiagnostics(editor.state, [...diagnostics]))
  })
  return <div className="document-editor" ref={frame} />
}
