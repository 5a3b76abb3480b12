import { StateError } from './errors';
import type { Json, JsonObject } from './json';
import { isObject } from './json';
import { look, parsePath } from './paths';
import type { Path } from './paths';

/** A payload template: JSON in which the names that end in `.$` are filled from paths. */
export type Template =
  | { kind: 'literal'; value: Json }
  | { kind: 'path'; path: Path; field: string }
  | { kind: 'object'; fields: readonly (readonly [string, Template])[] }
  | { kind: 'list'; items: readonly Template[] };

/** Reads a template; throws on a path that is not known. */
export function parseTemplate(value: Json): Template {
  if (Array.isArray(value)) return { kind: 'list', items: (value as readonly Json[]).map(parseTemplate) };
  if (!isObject(value)) return { kind: 'literal', value };
  return { kind: 'object', fields: Object.entries(value).map(([name, inner]) => parseField(name, inner)) };
}

function parseField(name: string, value: Json): readonly [string, Template] {
  if (!name.endsWith('.$')) return [name, parseTemplate(value)];
  if (typeof value !== 'string') throw new Error(`"${name}" must be a path`);
  return [name.slice(0, -2), { kind: 'path', path: parsePath(value), field: name }];
}

/** The template with its paths filled. */
export function fill(template: Template, data: Json, context: JsonObject): Json {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'list':
      return template.items.map((item) => fill(item, data, context));
    case 'object':
      return Object.fromEntries(template.fields.map(([name, inner]) => [name, fill(inner, data, context)]));
    case 'path': {
      const found = look(template.path, data, context);
      if (found !== undefined) return found;
      const why = `The path ${template.path.text} of "${template.field}" leads nowhere in ${JSON.stringify(data)}.`;
      throw new StateError('States.ParameterPathFailure', why);
    }
    default:
      return template satisfies never;
  }
}

/** Every path in a template. */
export function pathsIn(template: Template): Path[] {
  switch (template.kind) {
    case 'literal':
      return [];
    case 'path':
      return [template.path];
    case 'list':
      return template.items.flatMap(pathsIn);
    case 'object':
      return template.fields.flatMap(([, inner]) => pathsIn(inner));
    default:
      return template satisfies never;
  }
}
