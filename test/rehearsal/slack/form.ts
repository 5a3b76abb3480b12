const text = (words: string) => ({ type: 'plain_text', text: words });
export const option = (value: string) => ({ text: text(value.toUpperCase()), value });

const input = (blockId: string, element: object, more: object = {}) => ({
  ...{ type: 'input', block_id: blockId, label: text(blockId), element },
  ...more,
});

/** A modal with an element of each kind. */
export const form = {
  type: 'modal' as const,
  callback_id: 'example',
  private_metadata: 'ref:7Kq2mV9d',
  title: text('Not now'),
  submit: text('Wait'),
  close: text('Cancel'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'When?' } },
    input('until', { type: 'datepicker', action_id: 'date', initial_date: '2026-03-16' }),
    input('why', { type: 'plain_text_input', action_id: 'text', min_length: 3, max_length: 300 }),
    input('whose', {
      ...{ type: 'radio_buttons', action_id: 'whose', initial_option: option('other') },
      options: [option('other'), option('nobody')],
    }),
    input('who', { type: 'users_select', action_id: 'person' }, { optional: true }),
    input('how', { type: 'checkboxes', action_id: 'how', options: [option('quietly'), option('slowly')] }),
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'Which?' },
      accessory: { type: 'static_select', action_id: 'pick', options: [option('a'), option('b')] },
    },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'how', text: text('How?') }] },
  ],
};
