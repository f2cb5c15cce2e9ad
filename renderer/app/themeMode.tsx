import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { applyPalette, type ThemeName } from './theme.ts';

export type ThemeMode = ThemeName | 'system';
const STORAGE_KEY = 'ops.theme';

interface ThemeChoice {
  /** What the person chose. */
  mode: ThemeMode;
  /** What is shown now. */
  name: ThemeName;
  setMode: (mode: ThemeMode) => void;
  /** Whether the screen is so wide that type grows. */
  large: boolean;
}

const ThemeContext = createContext<ThemeChoice>({
  mode: 'system',
  name: 'light',
  setMode: () => undefined,
  large: false,
});

/** The theme shown now and how to change it. */
export function useThemeMode(): ThemeChoice {
  return useContext(ThemeContext);
}

const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)');
const largeQuery = () => window.matchMedia('(min-width: 2560px)');

function storedMode(): ThemeMode {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function nameOf(mode: ThemeMode): ThemeName {
  if (mode !== 'system') return mode;
  return darkQuery().matches ? 'dark' : 'light';
}

/** Called before the first paint, so that the page never flashes in the other theme. */
export function applyStoredTheme(): void {
  applyPalette(nameOf(storedMode()), document.documentElement);
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState<ThemeMode>(storedMode);
  const [large, setLarge] = useState(() => largeQuery().matches);
  const [name, setName] = useState<ThemeName>(() => nameOf(mode));

  useEffect(() => {
    const show = () => setName(nameOf(mode));
    show();
    if (mode !== 'system') return undefined;
    const query = darkQuery();
    query.addEventListener('change', show);
    return () => query.removeEventListener('change', show);
  }, [mode]);

  useEffect(() => {
    const query = largeQuery();
    const show = () => setLarge(query.matches);
    query.addEventListener('change', show);
    return () => query.removeEventListener('change', show);
  }, []);

  useEffect(() => applyPalette(name, document.documentElement), [name]);

  const choice = useMemo<ThemeChoice>(
    () => ({
      mode,
      name,
      large,
      setMode: (next) => {
        localStorage.setItem(STORAGE_KEY, next);
        setMode(next);
      },
    }),
    [mode, name, large],
  );
  return <ThemeContext value={choice}>{children}</ThemeContext>;
}
