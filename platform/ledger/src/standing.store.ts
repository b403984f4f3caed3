import { sql } from '@lumbung/kernel'

/**
 * What a row adds to a running balance: its delta, or nothing where the same rows hold what it takes back, or what took
 * it back, at the same instant. Such a pair undoes itself completely, so no moment lies between the two, not even for
 * others of that instant. A reversal at another instant, because the day of its original was closed, counts like any movement.
 *
 * For the SELECT list over movements of one account (or rows with the same columns) that holds all of each instant. That
 * a movement is reversed once, and a reversal never, makes a pair the most there can be.
 */
export const standingDelta = sql`
  CASE count(*) OVER (PARTITION BY occurred_at, business_day, coalesce(reverses_seq, seq)) WHEN 1 THEN delta ELSE 0 END`
