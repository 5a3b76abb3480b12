/** In place of the libraries behind Slack's `markdown` block, which Keysunset never sends. */
const nothing = (): null => null;

export default nothing;
