import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { type ErrorData, OpsError } from '../../shared/errors/errors.ts';
import { followChanges, recoverConnection } from './changes.ts';
import { type Connection, currentConnection, subscribeConnection } from './connection.ts';
import { toErrorData, UNREACHABLE } from './errors.ts';
import { currentSession, type Session, subscribeSession } from './session.ts';

/** What was read, and how it stands. `error` is plain data with a Chinese sentence. */
export interface Read<T> {
  data: T | undefined;
  error: ErrorData | undefined;
  /** Nothing to show yet. */
  loading: boolean;
  /** Being read again while the earlier answer is shown. */
  refreshing: boolean;
  /** When `data` was last read with success (ms since 1970), 0 if never. */
  readAt: number;
  again: () => void;
}

export interface ReadOptions {
  enabled?: boolean;
  /** Further capabilities whose changes make this answer old. */
  topics?: readonly string[];
  /** Read again every so many milliseconds, besides on changes. */
  everyMs?: number;
  /** Keep showing the former answer while another key is read (paging). Default true. */
  keepPrevious?: boolean;
}

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The core is on this machine: never paused because a network cable is pulled.
        networkMode: 'always',
        retry: (count, error) => count < 2 && codeOf(error) === UNREACHABLE,
        retryDelay: 400,
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

const codeOf = (error: unknown) => (error instanceof OpsError ? error.data.code : undefined);

/** Gives queries to everything below and keeps them fresh by the core's changes. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  useEffect(() => {
    const controller = new AbortController();
    const stopRecovering = recoverConnection(queries);
    void followChanges(queries, controller.signal);
    return () => {
      stopRecovering();
      controller.abort();
    };
  }, [queries]);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}

/**
 * Reads from the core and stays fresh: `useRead(['duty', 'current'], ({ signal }) => client.duty.current({}, { signal }))`.
 * The key's first element is the capability; a change of that capability reads again.
 */
export function useRead<T>(
  key: readonly [capability: string, ...rest: unknown[]],
  read: (context: { signal: AbortSignal }) => Promise<T>,
  options: ReadOptions = {},
): Read<T> {
  const query = useQuery<T>({
    queryKey: key,
    queryFn: ({ signal }) => read({ signal }),
    enabled: options.enabled ?? true,
    meta: { topics: options.topics ?? [] },
    refetchInterval: options.everyMs ?? false,
    ...(options.keepPrevious === false ? {} : { placeholderData: keepPreviousData }),
  });
  return toRead(query);
}

function toRead<T>(query: UseQueryResult<T>): Read<T> {
  return {
    data: query.data,
    error: query.error ? toErrorData(query.error) : undefined,
    loading: query.isPending && query.fetchStatus !== 'idle',
    refreshing: query.isFetching && !query.isPending,
    readAt: query.dataUpdatedAt,
    again: () => void query.refetch(),
  };
}

/** One act on the core (a write): `const save = useAct((input: Input) => client.settings.save(input))`. */
export interface Act<Input, Output> {
  /** Resolves with the answer, or with undefined when it failed: then `error` is set. */
  run: (input: Input) => Promise<Output | undefined>;
  busy: boolean;
  /** What the last success answered. */
  answer: Output | undefined;
  error: ErrorData | undefined;
  clear: () => void;
}

/**
 * Writes to the core. After success the queries of `topics` are read again at once, without waiting for the change
 * to come round. Errors do not throw: show `error` with ErrorNote.
 */
export function useAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  options: { topics?: readonly string[]; onDone?: (output: Output) => void } = {},
): Act<Input, Output> {
  const queries = useQueryClient();
  const mutation = useMutation<Output, unknown, Input>({
    mutationFn: act,
    onSuccess: async (output) => {
      options.onDone?.(output);
      await Promise.all(
        (options.topics ?? []).map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  return {
    run: (input) =>
      mutation.mutateAsync(input).catch(() => {
        // Kept by the mutation and handed out as `error`.
        return undefined;
      }),
    busy: mutation.isPending,
    answer: mutation.data,
    error: mutation.error ? toErrorData(mutation.error) : undefined,
    clear: mutation.reset,
  };
}

/** The signed-in person of this window, or null. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribeSession, currentSession);
}

/** Whether the window reaches its core. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribeConnection, currentConnection);
}
