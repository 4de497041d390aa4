import { randomBytes, webcrypto } from 'node:crypto'
import type { EpochMs } from '../../../shared/lib/units.ts'

/** A certificate and its private key (PKCS #8), both PEM. */
export interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** Two years, in milliseconds. */
const lifetime = 2 * 365 * 86_400_000
/** A day before now, because the other side's clock may be behind. */
const headStart = 86_400_000
/** X.520: a common name has at most 64 characters. */
const longestName = 64

/** A positive number of 16 bytes whose first is not zero (RFC 5280, section 4.1.2.2). */
function createSerialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

/** Makes a self-signed certificate for a client (RFC 8705, section 2.2) with a new EC key on P-256, good for two years. */
export async function createCertificate(clientId: string, now: EpochMs): Promise<Certificate> {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  // The name as data, not as text: a client id may hold whatever a distinguished name would take for syntax.
  const name = new x509.Name([{ CN: [{ utf8String: clientId.slice(0, longestName) || 'client' }] }])
  const created = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: createSerialNumber(),
    name: name.toJSON(),
    notBefore: new Date(now - headStart),
    notAfter: new Date(now + lifetime),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
    ],
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const lines = (pkcs8.match(/.{1,64}/g) ?? []).join('\n')
  return {
    certificate: created.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  }
}
