import type { HandlerName } from '../../lambda/app';
import type { Call } from '../tampering';

/** A call as it was made. */
export interface Made extends Call {
  /** From 1, in the order of the whole run. */
  n: number;
  run: number;
  handler: string;
  /** Seconds since the play began. */
  second: number;
  /** The place among all calls at which it took effect: what somebody does before a call is numbered after it. */
  took?: number;
  /** How everything stood before it, after the first harm and where that is asked for. */
  situation?: string;
}

/** One run of a handler. */
export interface HandlerRun {
  n: number;
  handler: HandlerName;
  event: unknown;
  calls: number[];
  fromSecond: number;
  toSecond: number;
}
