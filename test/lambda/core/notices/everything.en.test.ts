import { everythingIn } from './everything';
import { readable } from './readable';

const { messages, views } = everythingIn('en');

expect.addSnapshotSerializer({ test: () => true, serialize: (value) => readable(value) });

test.each(messages)('%s', (_, worded) => expect(worded()).toMatchSnapshot());
test.each(views)('%s', (_, worded) => expect(worded()).toMatchSnapshot());
