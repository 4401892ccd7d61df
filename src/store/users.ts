import type { StoreConnection } from './connection.ts'
import type { UserRow } from './tables.ts'

export type NewUser = { email: string; name: string; password_hash: string; house_owner?: boolean }

/** One address is one person, however it is written. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

export function createUsers({ db, clock, newId }: StoreConnection) {
  const create = async (user: NewUser): Promise<UserRow> => {
    const now = clock().toISOString()
    return db
      .insertInto('users')
      .values({
        user_id: newId('usr'),
        email: normalEmail(user.email),
        name: user.name,
        password_hash: user.password_hash,
        house_owner: user.house_owner === true ? 1 : 0,
        created_at: now,
        password_changed_at: now,
        last_sign_in_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  }
  const setPassword = async (userId: string, passwordHash: string): Promise<void> => {
    await db
      .updateTable('users')
      .set({ password_hash: passwordHash, password_changed_at: clock().toISOString() })
      .where('user_id', '=', userId)
      .execute()
  }
  return {
    create,
    setPassword,
    byId: async (userId: string): Promise<UserRow | undefined> =>
      db.selectFrom('users').selectAll().where('user_id', '=', userId).executeTakeFirst(),
    byEmail: async (email: string): Promise<UserRow | undefined> =>
      db.selectFrom('users').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst(),
    houseOwners: async (): Promise<UserRow[]> =>
      db.selectFrom('users').selectAll().where('house_owner', '=', 1).orderBy('user_id').execute(),
    rename: async (userId: string, name: string): Promise<void> => {
      await db.updateTable('users').set({ name }).where('user_id', '=', userId).execute()
    },
    signedIn: async (userId: string): Promise<void> => {
      await db
        .updateTable('users')
        .set({ last_sign_in_at: clock().toISOString() })
        .where('user_id', '=', userId)
        .execute()
    },
    remove: async (userId: string): Promise<void> => {
      await db.deleteFrom('users').where('user_id', '=', userId).execute()
    },
  }
}
