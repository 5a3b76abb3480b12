/** Puts an item with the others of its group. */
export function addTo<G, T>(groups: Map<G, T[]>, group: G, item: T): void {
  const others = groups.get(group);
  if (others) others.push(item);
  else groups.set(group, [item]);
}
