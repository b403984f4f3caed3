import { join } from 'node:path'
import { corpus } from './hostile-corpus.fixture.ts'

// A process of its own writes the files: what that takes is not the reader's.
const folder = process.argv[2]!
for (const [index, [, save]] of corpus.entries()) await save(join(folder, String(index)))
