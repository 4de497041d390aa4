import type { ReactNode } from 'react'
import { SecretRow } from '../fields/secret-row.tsx'
import { SettingRow } from '../fields/setting-row.tsx'
import { Section } from './form-section.tsx'

/** Registering this client with the provider, and what is known of its registration (RFC 7591, RFC 7592). */
export function RegistrationSection(): ReactNode {
  return (
    <Section name="registration">
      <SettingRow name="registrationClientUri" control={{ kind: 'text' }} />
      <SecretRow name="registration_access_token" />
    </Section>
  )
}
