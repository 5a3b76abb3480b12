import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';

/** Whether what is shown first has been shown: what appears from then on has just happened. */
export const Settled = createContext(false);

/** The class of something that has just appeared; it keeps it. */
export function useFresh(): string {
  const settled = useContext(Settled);
  const [fresh] = useState(settled);
  return fresh ? 'ks-fresh' : '';
}
