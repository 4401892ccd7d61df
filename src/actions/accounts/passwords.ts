import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../../base/errors.ts'
import { shortestPassword } from '../../contracts/accounts.ts'

/** Argon2id as OWASP's cheat sheet sets it at the least: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Each takes its memory; more at once than this wait for their turn. */
const atOnce = 4

const common = new Set(
  `password12 password123 password1234 password12345 passw0rd123 p@ssword123 p@ssw0rd123 mypassword password01 passwordpassword
  1234567890 12345678910 123456789a a123456789 0123456789 0987654321 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5 qwertyuiop
  qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 asdfghjklñ zxcvbnm123 abcdefghij abcdefghijk abc1234567 abcd123456
  iloveyou12 iloveyou123 iloveyou1234 sunshine123 princess123 football123 baseball123 superman123 letmein123 letmein1234 welcome123
  welcome1234 admin12345 admin123456 administrator administrador changeme123 changeme1234 default123 trustno1234 dragon12345
  monkey12345 master12345 michael123 contraseña contraseña1 contraseña123 contrasena contrasena1 contrasena123 contrasenia
  teamomucho teamo12345 micontraseña micontrasena clave12345 barcelona1 barcelona123 realmadrid realmadrid1 trastienda trastienda1
  trastienda123 mitienda123 estrella123 mariposa123 cocacola123 computadora bienvenido bienvenido1 bienvenido123 secreto123
  liverpool1 manchester1 qazwsxedcrfv unbelievable basketball computer123 internet123 starwars123 whatever123 hello12345 test123456
  testtest123 summer2024 summer2025 winter2024 winter2025 verano2024 verano2025`.split(/\s+/),
)

/** Refuses what anybody would try first: short, common, one thing repeated or counted up, or the person's own address. */
export function checkPassword(password: string, email: string): void {
  const lower = password.normalize('NFC').toLowerCase()
  if (Array.from(password).length < shortestPassword)
    throw new AppError('weak_password', `the password needs at least ${shortestPassword} characters`, {
      details: [{ parameter: 'password', allowed: `at least ${shortestPassword} characters` }],
    })
  const [mailbox] = email.toLowerCase().split('@')
  const easy =
    common.has(lower) ||
    new Set(lower).size < 4 ||
    lower === email.toLowerCase() ||
    (mailbox.length > 3 && lower.replace(mailbox, '').length < 4) ||
    isCounted(lower)
  if (easy)
    throw new AppError('weak_password', undefined, {
      details: [{ parameter: 'password', allowed: 'something that is not among the first guesses' }],
    })
}

/** Whether each character follows the one before by the same step, as in abcdefghij. */
function isCounted(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const step = codes[1] - codes[0]
  return codes.every((code, at) => at === 0 || code - codes[at - 1] === step)
}

export type Passwords = {
  hash: (password: string) => Promise<string>
  /** Takes as long where there is no hash, because there is no such person. */
  verify: (passwordHash: string | undefined, password: string) => Promise<boolean>
}

export function createPasswords(): Passwords {
  const take = createTurns(atOnce)
  const hashNow = async (password: string) => take(async () => hash(password.normalize('NFC'), cost))
  let nobody: Promise<string> | undefined
  return {
    hash: hashNow,
    verify: async (passwordHash, password) => {
      // waited for in either case, so that the first stranger is not told by the time it takes
      nobody ??= hashNow('nobody has this password')
      const fallback = await nobody
      const right = await take(async () => verify(passwordHash ?? fallback, password.normalize('NFC')))
      return right && passwordHash !== undefined
    },
  }
}

function createTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
