import type { Binding } from '../datacenter/dialect.ts';

/** A piece of SQL with the values of its `?`, in order. */
export interface Sql {
  text: string;
  values: Binding[];
}

export function sql(text: string, values: readonly Binding[] = []): Sql {
  return { text, values: [...values] };
}

/** Glues pieces and plain text together, keeping the values in order. */
export function glue(...parts: readonly (Sql | string)[]): Sql {
  const out: Sql = { text: '', values: [] };
  for (const part of parts) {
    if (typeof part === 'string') out.text += part;
    else {
      out.text += part.text;
      out.values.push(...part.values);
    }
  }
  return out;
}

/** Pieces with a word between them. */
export function joined(parts: readonly Sql[], between: string): Sql {
  return glue(...parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}
