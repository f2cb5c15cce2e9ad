import 'antd/dist/antd.css';
import { LoadingOutlined } from '@ant-design/icons';
import { App as AntApp, ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { QueryProvider } from '../rpc/query.tsx';
import { AppRouter } from './routes.tsx';
import { antdTheme } from './theme.ts';
import { ThemeProvider, useThemeMode } from './themeMode.tsx';

/** Everything the pages stand on: theme, zh-CN, queries, routes. */
export function App() {
  return (
    <ThemeProvider>
      <Styled>
        <QueryProvider>
          <AppRouter />
        </QueryProvider>
      </Styled>
    </ThemeProvider>
  );
}

function Styled({ children }: { children: ReactNode }) {
  const { name, large } = useThemeMode();
  const config = useMemo(
    () => antdTheme(name, name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, large),
    [name, large],
  );
  return (
    <ConfigProvider
      locale={zhCN}
      theme={config}
      // The wheel of a busy button is decoration: its name must not become part of the button's.
      button={{ autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> }}
      wave={{ disabled: true }}
    >
      <AntApp component={false} message={{ maxCount: 3, duration: 3, top: 56 }}>
        {children}
      </AntApp>
    </ConfigProvider>
  );
}
