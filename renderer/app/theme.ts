import type { ThemeConfig } from 'antd';

/** The one place where the console's colours stand. Everything else reads CSS variables `--ops-*` or these objects. */
export interface Palette {
  page: string;
  surface: string;
  /** Drawers, menus, dialogues: above the surface. */
  raised: string;
  sunken: string;
  hover: string;
  border: string;
  borderStrong: string;
  text: string;
  textSecondary: string;
  textMuted: string;
  primary: string;
  primaryHover: string;
  primarySoft: string;
  onPrimary: string;
  ok: string;
  okSoft: string;
  warn: string;
  warnSoft: string;
  fault: string;
  faultSoft: string;
  idle: string;
  idleSoft: string;
  focus: string;
  shadow: string;
}

/** Text colours reach 4.5:1 on `surface` and `page`; green leans to blue and red to orange for colour-blind eyes. */
export const lightPalette: Palette = {
  page: '#f3f5f8',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f7f9fb',
  hover: '#eef2f6',
  border: '#dce3ea',
  borderStrong: '#b8c4d0',
  text: '#17222d',
  textSecondary: '#4a5866',
  textMuted: '#5f6c79',
  primary: '#1d5c8f',
  primaryHover: '#2a72ac',
  primarySoft: '#e4eef7',
  onPrimary: '#ffffff',
  ok: '#04755a',
  okSoft: '#e0f2ec',
  warn: '#935600',
  warnSoft: '#fcefd8',
  fault: '#b5301a',
  faultSoft: '#fbe7e2',
  idle: '#5d6a77',
  idleSoft: '#edf0f3',
  focus: '#2a72ac',
  shadow: '0 6px 24px rgba(23, 34, 45, 0.14)',
};

export const darkPalette: Palette = {
  page: '#0f1419',
  surface: '#171d24',
  raised: '#1d252e',
  sunken: '#12181e',
  hover: '#202831',
  border: '#2a343f',
  borderStrong: '#46535f',
  text: '#e2e9ef',
  textSecondary: '#aebac6',
  textMuted: '#8d9aa7',
  primary: '#62a8df',
  primaryHover: '#82bdec',
  primarySoft: '#1a3044',
  onPrimary: '#0c1a26',
  ok: '#4cc79d',
  okSoft: '#12332a',
  warn: '#e6a93f',
  warnSoft: '#382a10',
  fault: '#f5856c',
  faultSoft: '#44211a',
  idle: '#99a6b2',
  idleSoft: '#232b33',
  focus: '#82bdec',
  shadow: '0 8px 28px rgba(0, 0, 0, 0.55)',
};

/**
 * Series colours for charts, in the order of use: Okabe & Ito's set (2008), made for colour-blind readers, ordered so
 * that neighbours also differ in lightness and stay apart in grey print.
 */
export const seriesColours = {
  light: ['#0072b2', '#e69f00', '#00795c', '#56b4e9', '#d55e00', '#b0639a', '#7d8a97', '#8a7a00'],
  dark: ['#4aa3df', '#f0b840', '#3fc79b', '#8fd0f5', '#f0824a', '#dd9cc6', '#9aa7b3', '#d9cc4a'],
} as const;

export const FONT_STACK =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'Kylin Hei', system-ui, sans-serif";

export type ThemeName = 'light' | 'dark';

export function paletteOf(name: ThemeName): Palette {
  return name === 'dark' ? darkPalette : lightPalette;
}

/** Puts the palette on the document as CSS variables: `--ops-text`, `--ops-ok-soft` … */
export function applyPalette(name: ThemeName, root: HTMLElement): void {
  for (const [key, value] of Object.entries(paletteOf(name))) {
    root.style.setProperty(`--ops-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  root.style.setProperty('--ops-font', FONT_STACK);
  root.style.colorScheme = name;
  root.dataset.theme = name;
}

/**
 * The same palette as antd tokens. `algorithm` comes from the caller, so that this file pulls no antd code in.
 * `large`: the bigger type of very wide screens.
 */
export function antdTheme(
  name: ThemeName,
  algorithm: NonNullable<ThemeConfig['algorithm']>,
  large = false,
): ThemeConfig {
  const palette = paletteOf(name);
  return {
    algorithm,
    // The rules stand in antd's own stylesheet (App.tsx); made at run time they cost a page 30–70 ms each time it opens.
    zeroRuntime: true,
    hashed: false,
    token: {
      colorPrimary: palette.primary,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorSuccess: palette.ok,
      colorWarning: palette.warn,
      colorError: palette.fault,
      colorBgBase: palette.surface,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.border,
      colorBorderSecondary: palette.border,
      colorText: palette.text,
      colorTextSecondary: palette.textSecondary,
      colorTextTertiary: palette.textMuted,
      colorTextPlaceholder: palette.textMuted,
      colorTextDescription: palette.textMuted,
      colorTextDisabled: palette.textMuted,
      colorBgContainerDisabled: palette.sunken,
      colorBorderDisabled: palette.border,
      colorTextLightSolid: palette.onPrimary,
      fontFamily: FONT_STACK,
      fontSize: large ? 17 : 14,
      borderRadius: 4,
      controlHeight: large ? 38 : 32,
      wireframe: false,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Drawer: { paddingLG: 20 },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 22 },
      Tooltip: { colorBgSpotlight: name === 'dark' ? '#2d3844' : '#26323e', colorTextLightSolid: '#ffffff' },
    },
  };
}
