import { z } from 'zod'

// The content security policy forbids code from text, which zod would try for speed. First import of the window: the
// presets are checked while their file loads.
z.config({ jitless: true })
