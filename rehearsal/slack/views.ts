import { createHash } from 'node:crypto';
import { problemsOfView } from './block-kit';
import { refusal } from './refusal';

/** A modal or a Home tab as the app sent it, in Slack's own fields. */
export type ViewGiven = Record<string, unknown>;

/** A modal or a Home tab as it stands on somebody's screen. */
export interface SlackView {
  id: string;
  /** Changes with each update: an update that names another one comes too late. */
  hash: string;
  /** Whose screen it is on. */
  user: string;
  root: string;
  /** The modal below it. */
  previous?: string;
  given: ViewGiven;
}

/** Slack shows this many modals on top of each other. */
const MOST_MODALS = 3;

/** What is open on people's screens: modals on top of each other, and a Home tab for each person. */
export function slackViews(onChange: () => void) {
  const modals = new Map<string, readonly SlackView[]>();
  const homes = new Map<string, SlackView>();
  let made = 0;

  const stackOf = (user: string): readonly SlackView[] => modals.get(user) ?? [];
  const put = (user: string, stack: readonly SlackView[]): void => {
    modals.set(user, stack);
    onChange();
  };
  const make = (user: string, type: 'modal' | 'home', given: unknown, below?: SlackView): SlackView => {
    const view = checked(type, given);
    const id = `V${String(++made).padStart(9, '0')}`;
    return {
      id,
      hash: hashOf(made, view),
      user,
      root: below?.root ?? id,
      given: view,
      ...(below && { previous: below.id }),
    };
  };
  const changed = (view: SlackView, type: 'modal' | 'home', given: unknown, hash?: string): SlackView => {
    if (hash && hash !== view.hash) throw refusal('hash_conflict');
    const next = checked(type, given);
    return { ...view, given: next, hash: hashOf(++made, next) };
  };

  return {
    /** The modal on top. */
    modalOf: (user: string): SlackView | undefined => stackOf(user).at(-1),
    homeOf: (user: string): SlackView | undefined => homes.get(user),

    /** In place of whatever modals were open. */
    open(user: string, given: unknown): SlackView {
      const view = make(user, 'modal', given);
      put(user, [view]);
      return view;
    },

    push(user: string, given: unknown): SlackView {
      const stack = stackOf(user);
      const below = stack.at(-1);
      if (!below) throw refusal('not_found');
      if (stack.length >= MOST_MODALS) throw refusal('push_limit_reached');
      const view = make(user, 'modal', given, below);
      put(user, [...stack, view]);
      return view;
    },

    update({ id, externalId, hash }: { id?: string; externalId?: string; hash?: string }, given: unknown): SlackView {
      const isMeant = (view: SlackView): boolean =>
        id ? view.id === id : externalId !== undefined && view.given['external_id'] === externalId;
      const found = [...modals.values()].flat().find(isMeant);
      if (!found) throw refusal('not_found');
      const next = changed(found, 'modal', given, hash);
      put(
        found.user,
        stackOf(found.user).map((view) => (view === found ? next : view)),
      );
      return next;
    },

    publish(user: string, given: unknown, hash?: string): SlackView {
      const before = homes.get(user);
      const view = before ? changed(before, 'home', given, hash) : make(user, 'home', given);
      homes.set(user, view);
      onChange();
      return view;
    },

    /** The modal on top goes, and the one below it is seen again; or all of them go. */
    close(user: string, which: 'top' | 'all' = 'top'): void {
      put(user, which === 'all' ? [] : stackOf(user).slice(0, -1));
    },
  };
}

export type SlackViews = ReturnType<typeof slackViews>;

function checked(type: 'modal' | 'home', given: unknown): ViewGiven {
  const problems = problemsOfView(given);
  if (problems.length > 0) throw refusal('invalid_arguments', problems);
  const view = given as ViewGiven;
  if (view['type'] !== type) throw refusal('invalid_arguments', [`/type: wanted is ${type}`]);
  return view;
}

const hashOf = (n: number, view: ViewGiven): string =>
  `${n}.${createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 8)}`;
