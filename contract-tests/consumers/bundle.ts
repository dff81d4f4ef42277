/** Bundles a consumer's program with esbuild, and says what of each file got into it. */
import { build, type BuildOptions } from 'esbuild';
import type { ConsumerProject } from './project.js';

export interface Bundle {
  code: string;
  /** Bytes in the bundle by path, of files with any. */
  bytes: Map<string, number>;
}

export async function bundle(project: ConsumerProject, program: string, options: BuildOptions = {}): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: project.folder },
    absWorkingDir: project.folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'silent',
    ...options,
  });
  const [output] = Object.values(metafile!.outputs);
  const inputs = Object.entries(output!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    code: outputFiles![0]!.text,
    bytes: new Map(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}
