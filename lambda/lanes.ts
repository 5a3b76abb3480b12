/** Does something for each item, so many at a time, as they come. */
export async function inLanes<T>(
  lanes: number,
  items: AsyncIterable<T> | Iterable<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = await source.next(); !next.done; next = await source.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
