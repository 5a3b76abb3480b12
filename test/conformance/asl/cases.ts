import { boxes } from './cases/boxes';
import { errors } from './cases/errors';
import { holds } from './cases/holds';
import { tasks } from './cases/tasks';
import { ways } from './cases/ways';
import type { Case } from './cases/parts';

/** Small state machines with every field that ours uses, and their edges. */
export const cases: readonly Case[] = [...tasks, ...errors, ...holds, ...ways, ...boxes];
