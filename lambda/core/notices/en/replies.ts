/** To whoever writes what Keysunset does not understand, and to whoever stops without saying which key. */
export const replies = {
  toKeep: 'Nothing came of what you wrote. To keep this key, press Stop or reply *stop*.',
  which:
    'Which key do you mean? *Nothing was stopped yet.* Press the button of the one that you need, or reply *stop* with its id.',
  toKeepOne:
    'Nothing came of what you wrote. To keep one of these keys, press its button, or reply *stop* with its id.',
  noneLeft: 'None of the keys that were asked about here is being retired any more, so there is nothing to stop.',
};
