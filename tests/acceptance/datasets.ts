import { findDataset } from '@lumbung/fuel/seed'

/** With this set, a missing data set is a failure; otherwise its tests say that it is missing. */
const REQUIRED = process.env.LUMBUNG_TEST_REQUIRE === 'all'

/**
 * The file of a published data set, which is not part of the project: undefined where it is missing and may be. Throws
 * where every set is required.
 */
export function findTestDataset(path: string): string | undefined {
  const file = findDataset(path, process.env.LUMBUNG_DATASETS)
  if (file === undefined && REQUIRED) {
    throw new Error(`the data set ${path} is missing; set LUMBUNG_DATASETS to the folder that holds it`)
  }
  // The reporter does not show the titles of tests that are left out.
  if (file === undefined) process.stderr.write(`The data set ${path} is missing: its tests are left out.\n`)
  return file
}
