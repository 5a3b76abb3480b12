import { again } from './en/again';
import { answers } from './en/answers';
import { card } from './en/card';
import { choices } from './en/choices';
import { dates, lengths } from './en/dates';
import { digest } from './en/digest';
import { endings } from './en/endings';
import { evidence } from './en/evidence';
import { forms } from './en/forms';
import { home } from './en/home';
import { replies } from './en/replies';
import { ways } from './en/ways';

/**
 * Everything that people read in Slack, in English; another language is another catalogue of the same type. What comes from
 * outside (names, reasons, user agents) comes in harmless already; dates and lengths come in as text.
 */
export const en = {
  dates,
  lengths,
  choices,
  card,
  again,
  endings,
  evidence,
  ways,
  forms,
  home,
  answers,
  digest,
  replies,
};
