/** The library of Slack's blocks goes by an attribute, not by the reader's preference: the page does the same, so that both agree. */
export function followColourScheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => void (document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();
}
