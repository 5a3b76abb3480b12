import * as yocto from 'yoctocolors';
import type { Colours } from '../cli/terminal';

/** For whoever looks at a terminal, or at a picture of one. */
export const inTheTerminal: Colours = { ...yocto, night: (words) => yocto.bgBlue(yocto.whiteBright(words)) };
