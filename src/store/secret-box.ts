import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../base/errors.ts'

/** Keeps what has to be given to others again, such as the password of a shop's database: a hash would not do. */
export type SecretBox = { seal: (text: string) => string; open: (sealed: string) => string }

const method = 'aes-256-gcm'

/**
 * The key lies beside the store in a file of its own, for its owner's eyes only: a copy of the store alone tells no
 * secret. It is made when the first secret is kept.
 */
export function createSecretBox(storePath: string): SecretBox {
  let known: Buffer | undefined
  const key = (): Buffer => (known ??= storePath === ':memory:' ? randomBytes(32) : keyIn(dirname(storePath)))
  return {
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(method, key(), nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv(method, key(), bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new AppError(
          'conflicting_state',
          'a secret can no longer be read, its key is another: give it again',
          {
            cause,
          },
        )
      }
    },
  }
}

function keyIn(folder: string): Buffer {
  const file = join(folder, 'secrets-key')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(file, 0o600)
  }
  const kept = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (kept.length === 32) return kept
  throw new AppError(
    'bad_configuration',
    `${file} is damaged: remove it, and give the passwords of the sources again`,
  )
}
