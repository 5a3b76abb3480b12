import { again } from './ja/again';
import { answers } from './ja/answers';
import { card } from './ja/card';
import { choices } from './ja/choices';
import { commands } from './ja/commands';
import { dates, lengths } from './ja/dates';
import { digest } from './ja/digest';
import { door } from './ja/door';
import { endings } from './ja/endings';
import { evidence } from './ja/evidence';
import { forms } from './ja/forms';
import { home } from './ja/home';
import { refusals } from './ja/refusals';
import { replies } from './ja/replies';
import { said } from './ja/said';
import { ways } from './ja/ways';
import type { Texts } from './texts';

/** The same in Japanese. */
export const ja: Texts = {
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
