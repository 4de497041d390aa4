import { createHash, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto'

/** A certificate with its key, both PEM. */
export interface MadeCertificate {
  readonly certificate: string
  readonly key: string
}

/** A certificate authority of a test's own; nobody else trusts it. */
export interface TestAuthority {
  /** Its own certificate, PEM: what a client must trust. */
  readonly ca: string
  /** For a server at 127.0.0.1, [::1] and localhost. */
  issueServer(): Promise<MadeCertificate>
  /** For a client with the subject `CN=<name>`. */
  issueClient(name: string): Promise<MadeCertificate>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

// Valid at every time a test may set its clock to.
const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T00:00:00Z') }

async function loadX509() {
  // The package looks for the metadata when it is loaded, so it comes first.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  x509.cryptoProvider.set(webcrypto as Crypto)
  return x509
}

const createKeys = (): Promise<CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

async function exportKey(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}

const createSerial = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')

/** Makes a certificate that vouches for itself, as `self_signed_tls_client_auth` shows one (RFC 8705, section 2.2). */
export async function makeSelfSigned(name: string): Promise<MadeCertificate> {
  const x509 = await loadX509()
  const keys = await createKeys()
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: createSerial(), name: `CN=${name}`, keys, signingAlgorithm: algorithm },
    ...validity,
  })
  return { certificate: made.toString('pem'), key: await exportKey(keys.privateKey) }
}

/** Opens an authority with a fresh key. */
export async function openTestAuthority(): Promise<TestAuthority> {
  const x509 = await loadX509()
  const keys = await createKeys()
  const name = 'CN=Test authority'
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: createSerial(), name, keys, signingAlgorithm: algorithm },
    ...validity,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  })
  const issue = async (
    subject: string,
    extensions: ConstructorParameters<typeof x509.SubjectAlternativeNameExtension>[0] | null,
  ): Promise<MadeCertificate> => {
    const theirs = await createKeys()
    const made = await x509.X509CertificateGenerator.create({
      ...{ serialNumber: createSerial(), subject, issuer: name, signingAlgorithm: algorithm },
      ...{ publicKey: theirs.publicKey, signingKey: keys.privateKey },
      ...validity,
      extensions: extensions === null ? [] : [new x509.SubjectAlternativeNameExtension(extensions)],
    })
    return { certificate: made.toString('pem'), key: await exportKey(theirs.privateKey) }
  }
  return {
    ca: own.toString('pem'),
    issueServer: () =>
      issue('CN=localhost', [
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    issueClient: (client) => issue(`CN=${client}`, null),
  }
}

/** The public key of a certificate as a JWK with `x5c` and `x5t#S256`, for the `jwks` of a client (RFC 7517, section 4.7). */
export function readCertificateJwk(pem: string): Readonly<Record<string, unknown>> {
  const certificate = new NodeCertificate(pem)
  return {
    ...certificate.publicKey.export({ format: 'jwk' }),
    use: 'sig',
    x5c: [certificate.raw.toString('base64')],
    'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
  }
}
