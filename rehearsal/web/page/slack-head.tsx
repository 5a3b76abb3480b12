import type { Role, SlackScene } from '../scene';
import type { Looking } from './live';
import { wordsFor } from './slack-words';

interface SlackHeadProps {
  slack: SlackScene;
  tab: 'messages' | 'home';
  open: (tab: 'messages' | 'home') => void;
  look: (to: Looking) => void;
}

/** Who one is, and where in Slack. */
export function SlackHead({ slack: { reader, place, people, places }, tab, open, look }: SlackHeadProps) {
  const words = wordsFor(reader.locale);
  return (
    <header class="ks-slack-head">
      <label class="ks-you" lang="en">
        You are{' '}
        <select value={reader.id} onChange={({ currentTarget }) => look({ as: currentTarget.value })}>
          {roles.map(({ role, label }) => (
            <optgroup label={label} key={role}>
              {people
                .filter((person) => person.role === role)
                .map(({ id, name, cards }) => (
                  <option value={id} key={id}>
                    {name}
                    {cards > 0 && ` (${cards})`}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <nav class="ks-places" aria-label="Slack">
        {places.map(({ id, name, direct, cards }) => (
          <button
            type="button"
            key={id}
            aria-current={id === place.id ? 'page' : undefined}
            onClick={() => look({ as: reader.id, place: id })}
          >
            {direct && <img src="/keysunset.svg" alt="" width="18" height="18" />}
            {name}
            {cards > 0 && <span class="ks-count">{cards}</span>}
          </button>
        ))}
      </nav>
      {place.direct && (
        <div class="ks-tabs" role="group" aria-label="Keysunset">
          {(['home', 'messages'] as const).map((each) => (
            <button type="button" key={each} aria-pressed={tab === each} onClick={() => open(each)}>
              {words[each]}
            </button>
          ))}
        </div>
      )}
    </header>
  );
}

const roles: readonly { role: Role; label: string }[] = [
  { role: 'owner', label: 'Owners' },
  { role: 'operator', label: 'Operators' },
  { role: 'stranger', label: 'Others' },
];
