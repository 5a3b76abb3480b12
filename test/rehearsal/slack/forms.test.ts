import { incomplete, statesOf } from '../../../rehearsal/slack/forms';
import { form, option } from './form';

const { blocks } = form;

test('what nobody touched holds what it began with, or nothing', () => {
  expect(statesOf(blocks, {})).toEqual({
    until: { date: { type: 'datepicker', selected_date: '2026-03-16' } },
    why: { text: { type: 'plain_text_input', value: null } },
    whose: { whose: { type: 'radio_buttons', selected_option: option('other') } },
    who: { person: { type: 'users_select', selected_user: null } },
    how: { how: { type: 'checkboxes', selected_options: [] } },
    b7: { pick: { type: 'static_select', selected_option: null } },
  });
});

test('what was entered is told in the fields of its element', () => {
  const filled = {
    until: { date: '2026-03-20' },
    why: { text: 'the release' },
    whose: { whose: 'nobody' },
    who: { person: 'U01MARIA' },
    how: { how: ['slowly', 'quietly'] },
    b7: { pick: 'b' },
  };
  expect(statesOf(blocks, filled)).toEqual({
    until: { date: { type: 'datepicker', selected_date: '2026-03-20' } },
    why: { text: { type: 'plain_text_input', value: 'the release' } },
    whose: { whose: { type: 'radio_buttons', selected_option: option('nobody') } },
    who: { person: { type: 'users_select', selected_user: 'U01MARIA' } },
    how: { how: { type: 'checkboxes', selected_options: [option('quietly'), option('slowly')] } },
    b7: { pick: { type: 'static_select', selected_option: option('b') } },
  });
});

test('an option that is not there is none, and an emptied text is none', () => {
  const filled = { whose: { whose: 'mine' }, how: { how: ['x'] }, why: { text: '' } };
  expect(statesOf(blocks, filled)).toMatchObject({
    whose: { whose: { selected_option: null } },
    how: { how: { selected_options: [] } },
    why: { text: { value: null } },
  });
});

test('what has to be filled in, and how long it has to be, is told by input', () => {
  const required = 'Please complete this required field.';
  expect(incomplete(blocks, { how: { how: ['slowly'] } })).toEqual({ why: required });
  expect(incomplete(blocks, { why: { text: 'no' }, how: { how: [] } })).toEqual({
    why: 'Please enter at least 3 characters.',
    how: required,
  });
  expect(incomplete(blocks, { why: { text: 'x'.repeat(301) }, how: { how: ['slowly'] } })).toEqual({
    why: 'Please enter at most 300 characters.',
  });
  expect(incomplete(blocks, { why: { text: 'fine' }, how: { how: ['slowly'] }, until: { date: null } })).toEqual({
    until: required,
  });
});
