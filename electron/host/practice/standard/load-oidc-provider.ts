/// <reference path="./oidc-provider.d.ts" />

/**
 * Loads the package when it is first needed: it is large, and most runs never ask it. Its parts are taken one by one
 * because its front door greets every Node but its favourite releases with a line on the terminal, which would stand
 * in front of a command's own output. A test says at once when a new version moves them.
 */
export async function loadOidcProvider() {
  const [{ Provider }, errors, interactionPolicy, grants] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/errors.js'),
    import('oidc-provider/lib/helpers/interaction_policy/index.js'),
    import('oidc-provider/lib/helpers/grants.js'),
  ])
  return { Provider, errors, interactionPolicy, grants }
}

export type OidcProviderPackage = Awaited<ReturnType<typeof loadOidcProvider>>
