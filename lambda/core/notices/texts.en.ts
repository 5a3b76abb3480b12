import { again } from './en/again';
import { answers } from './en/answers';
import { card } from './en/card';
import { choices } from './en/choices';
import { commands } from './en/commands';
import { dates, lengths } from './en/dates';
import { digest } from './en/digest';
import { door } from './en/door';
import { endings } from './en/endings';
import { evidence } from './en/evidence';
import { forms } from './en/forms';
import { home } from './en/home';
import { refusals } from './en/refusals';
import { replies } from './en/replies';
import { said } from './en/said';
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
  said,
  refusals,
  door,
  commands,
};
