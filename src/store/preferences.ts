import type { Preferences } from '../contracts/accounts.ts'
import type { StoreConnection } from './connection.ts'

/** How one person likes it: null follows the browser. */
export function createPreferences({ db }: StoreConnection) {
  return {
    read: async (userId: string): Promise<Preferences> => {
      const row = await db
        .selectFrom('user_preferences')
        .select(['language', 'theme'])
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return (row ?? { language: null, theme: null }) as Preferences
    },
    write: async (userId: string, preferences: Preferences): Promise<void> => {
      await db
        .insertInto('user_preferences')
        .values({ user_id: userId, ...preferences })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(preferences))
        .execute()
    },
  }
}
