import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { bundling } from '../lib/function';

/** Builds a handler as the stack does: NodejsFunction hands these options to esbuild. */
export async function bundle(entry: string, outfile: string): Promise<Metafile> {
  const { target, mainFields, minify, sourceMap, sourcesContent, externalModules } = bundling;
  const built = await build({
    ...{ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', metafile: true },
    ...{ target, mainFields, minify, sourcemap: sourceMap, sourcesContent, external: externalModules },
    logLevel: 'error',
  });
  return built.metafile;
}

/** The packages that something is left of in the bundle. */
export function packagesIn({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const names = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'keysunset');
  return [...new Set(names)].sort();
}
