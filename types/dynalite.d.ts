declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** How long a table is CREATING; 500 unless given. */
    createTableMs?: number;
    /** Where LevelDB writes; in memory unless given. */
    path?: string;
  }

  function dynalite(options?: Options): Server;
  export = dynalite;
}
