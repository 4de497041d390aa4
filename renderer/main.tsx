import './schemas-without-eval.ts'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/app.css'
import { createColorSchemeSource } from './color-scheme.ts'
import { createConnection } from './connection.ts'
import { Frame } from './shell/frame.tsx'
import { appStore } from './stores/app-store.ts'
import { resolveVariables, theme } from './theme.ts'
import { ConnectionContext } from './use-connection.ts'
import { openFirstView, readFrame, wireEvents } from './wire-events.ts'
import { readLanguage, speak, startWords } from './words.ts'

/** The nonce that this load's content security policy allows for style elements. */
const readStyleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

const speakChosen = (): Promise<void> =>
  speak(readLanguage(appStore.getState().preferences.language, navigator.languages))

async function open(root: HTMLElement): Promise<void> {
  const connection = createConnection()
  wireEvents(connection)
  // The frame's small answers first: the list of profiles may be long.
  const frame = readFrame(connection)
  void openFirstView(connection)
  await Promise.all([startWords(), frame])
  await speakChosen()
  appStore.subscribe((state, before) => {
    if (state.preferences.language !== before.preferences.language) void speakChosen()
  })
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        colorSchemeManager={createColorSchemeSource()}
        defaultColorScheme="auto"
        getStyleNonce={readStyleNonce}
      >
        <ConnectionContext value={connection}>
          <Frame />
        </ConnectionContext>
      </MantineProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root !== null) void open(root)
