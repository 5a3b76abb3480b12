/** The languages that there is a catalogue of. */
export type Language = 'en' | 'ja';

export const languages: readonly Language[] = ['en', 'ja'];

/** The language of somebody whose Slack is set so (`ja-JP`); `otherwise` where that is not known. */
export function languageOf(locale: string | undefined, otherwise: Language): Language {
  if (locale === undefined) return otherwise;
  return /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en';
}
