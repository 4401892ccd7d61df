import { AppError } from '../../base/errors.ts'
import type { Store } from '../../store/store.ts'
import type { UserRow } from '../../store/tables.ts'
import type { NewUser } from '../../store/users.ts'
import { checkPassword } from './passwords.ts'
import type { Passwords } from './passwords.ts'

/** The first owner from `OWNER_EMAIL` and `OWNER_PASSWORD`; where there is one already, nothing is changed. */
export async function createOwner(
  store: Store,
  passwords: Passwords,
  given: { email: string; password: string; name?: string },
): Promise<UserRow> {
  const [present] = await store.users.houseOwners()
  if (present !== undefined) return present
  checkPassword(given.password, given.email)
  const passwordHash = await passwords.hash(given.password)
  const name = given.name ?? given.email.split('@')[0]
  return store.transaction(async (inside) =>
    addOwner(inside, { email: given.email, name, password_hash: passwordHash }),
  )
}

/** Makes the owner of the installation, who owns every workspace there is; inside a transaction. */
export async function addOwner(store: Store, user: NewUser): Promise<UserRow> {
  if ((await store.users.houseOwners()).length > 0) throw new AppError('link_not_valid')
  const owner = await store.users.create({ ...user, house_owner: true })
  for (const workspace of await store.workspaces.list())
    await store.memberships.set(owner.user_id, workspace.workspace_id, 'owner')
  return owner
}
