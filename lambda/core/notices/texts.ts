import type { en } from './texts.en';

/** What a language has to be able to say: another language is another file like texts.en.ts. */
export type Texts = typeof en;
