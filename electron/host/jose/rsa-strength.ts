/** Bits. NIST SP 800-131A asks for the least; more than the most would only keep this machine busy. */
const leastBits = 2048
const mostBits = 16_384

/** The primes whose product the weak generator of ROCA raised 65537 modulo (CVE-2017-15361). */
const primes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
] as const

/** What the powers of 65537 leave when divided by a prime. */
function buildPowers(prime: number): ReadonlySet<number> {
  const powers = new Set<number>()
  for (let power = 1; !powers.has(power); power = (power * 65_537) % prime) powers.add(power)
  return powers
}

/**
 * Tells whether a modulus has the fingerprint of keys that can be factored: it is a power of 65537 modulo every small
 * prime. Of sound keys less than one in 2^27 has it by chance.
 */
function hasRocaFingerprint(modulus: bigint): boolean {
  return primes.every((prime) => buildPowers(prime).has(Number(modulus % BigInt(prime))))
}

/** Whole numbers of a JWK are big-endian bytes. */
function readNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

/**
 * What makes an RSA key too weak to be believed, or `null` (requirement J-08; NIST SP 800-56B for the exponent). Says
 * nothing about the key but its sizes.
 */
export function readRsaWeakness(modulusBytes: Uint8Array, exponentBytes: Uint8Array): string | null {
  if (modulusBytes.length > mostBits / 8 + 1 || exponentBytes.length > 32) return 'its numbers are beyond every use'
  const modulus = readNumber(modulusBytes)
  const exponent = readNumber(exponentBytes)
  const bits = modulus === 0n ? 0 : modulus.toString(2).length
  if (bits < leastBits) return `it has ${bits} bits, and ${leastBits} are needed`
  if (bits > mostBits) return `it has ${bits} bits, and ${mostBits} are the most`
  if (exponent < 65_537n) return 'its exponent is smaller than 65537'
  if (exponent % 2n === 0n || modulus % 2n === 0n) return 'one of its numbers is even'
  return hasRocaFingerprint(modulus) ? 'it was made by a generator whose keys can be factored (ROCA)' : null
}
