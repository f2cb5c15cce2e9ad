import { z } from 'zod';

/** The engines the console connects to. KingbaseES and openGauss are `postgres`, MariaDB is `mysql`. */
export const ENGINES = ['sqlite', 'postgres', 'mysql', 'oracle', 'mssql', 'dameng'] as const;
export const engineSchema = z.enum(ENGINES);
export type Engine = z.infer<typeof engineSchema>;
