import type { RunPorts, TrailLauncher } from '../launch-trail.ts'
import { startLifecycle } from '../lifecycle/start-lifecycle.ts'
import { startRegistration } from '../registration/start-registration.ts'
import type { HandlersOf } from './handlers.ts'

/** The calls around the tokens and the client's registration. Each answers at once; its trail follows as events. */
export function createLifecycleCalls(
  deps: RunPorts,
  launch: TrailLauncher,
): HandlersOf<'lifecycle'> & HandlersOf<'registration'> {
  return {
    'lifecycle.start': (wanted) => startLifecycle(deps, launch, wanted),
    'registration.start': (wanted) => startRegistration(deps, launch, wanted),
  }
}
