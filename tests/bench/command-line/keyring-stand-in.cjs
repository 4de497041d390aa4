// Loaded before the command (node --require): stands where the keyring's native package stands, because a machine
// without a desktop has no keyring. Everything else of the command is the product's own. The key is in a variable.
const secret = Buffer.from(process.env.TOKENDESK_BENCH_KEYRING ?? '', 'hex')

class AsyncEntry {
  constructor(_service, account) {
    this.account = account
  }

  async getSecret() {
    return this.account === 'probe' ? null : secret
  }
}

const path = require.resolve('@napi-rs/keyring', { paths: [process.cwd()] })
require.cache[path] = Object.assign(new module.constructor(path), { exports: { AsyncEntry }, loaded: true })
