/** A key that somebody needed is asked about again before its time. */
export const again = {
  stop: (day: string, who = 'Somebody') => `${who} stopped this on ${day}.`,
  protected: (day: string) => `This key was protected on ${day}.`,
  use: (day: string) => `On ${day} this key was seen in use.`,
  're-activated': (day: string, who = 'Somebody') => `${who} switched this key back on, which was seen on ${day}.`,
  askedAgain: (until: string) => `It was to be left alone until ${until}; an operator asks again all the same.`,
};
