/// <reference path="./oidc-provider.d.ts" />

/**
 * Loads the package when it is first needed: it is large, and most runs never ask it. It greets every Node but its
 * favourite releases with a line on the console, which would stand in front of a command's own output; that one line,
 * written while it loads, is left out.
 */
export async function loadOidcProvider() {
  const warn = console.warn
  console.warn = (...said: readonly unknown[]) => {
    if (!String(said[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...said)
  }
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}

export type OidcProviderPackage = Awaited<ReturnType<typeof loadOidcProvider>>
