import type { en } from './texts.en';

/** What a language has to be able to say: a text that is missing from a catalogue does not compile. */
export type Texts = typeof en;
